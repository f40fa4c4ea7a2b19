package org.einthoven.server.outbox.delivery;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes to a receiver.
 *
 * @param method {@code POST} or {@code PUT}, or {@code CHECK} to see only whether the address may
 *     be used
 * @param mediaType of the body, empty where there is none
 * @param headers of the receiver's own
 * @param secret to sign with, null to send unsigned
 * @param trusted whether the operator named the address, so that it may be a private one
 */
public record Outgoing(
    String method,
    URI to,
    String mediaType,
    byte[] body,
    Map<String, List<String>> headers,
    @Nullable String secret,
    boolean trusted) {

  /** Only looks whether the address may be used. */
  public static final String CHECK = "CHECK";

  /** Copies the map. */
  public Outgoing {
    headers = Map.copyOf(headers);
  }

  /** Neither body nor headers, which hold patient data and secrets. */
  @Override
  public String toString() {
    return "Outgoing[" + method + "]";
  }
}
