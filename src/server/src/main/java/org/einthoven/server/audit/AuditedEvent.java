package org.einthoven.server.audit;

import java.util.List;
import org.einthoven.server.store.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done.
 *
 * @param action what, such as {@code recording-accepted}
 * @param outcome {@code success} or {@code failure}
 * @param agent who: a sender, or {@code einthoven} for the server itself
 * @param versions the resource versions it made or touched
 * @param payloadSha256 the received bytes it is about, if it is about any
 * @param detail what else there is to say, in words without patient data, possibly empty
 */
public record AuditedEvent(
    String action,
    Outcome outcome,
    String agent,
    List<VersionId> versions,
    @Nullable String payloadSha256,
    String detail) {

  /** The server itself as the one who acts. */
  public static final String SERVER = "einthoven";

  /** Copies the list. */
  public AuditedEvent {
    versions = List.copyOf(versions);
  }

  /** How it went. */
  public enum Outcome {
    SUCCESS,
    FAILURE
  }
}
