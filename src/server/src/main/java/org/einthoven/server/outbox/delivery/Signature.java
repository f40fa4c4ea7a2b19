package org.einthoven.server.outbox.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a body so that its receiver can tell who sent it and when: HMAC-SHA-256 (RFC 2104) over the
 * time, a full stop and the bytes of the body.
 */
final class Signature {

  /** The header that carries it. */
  static final String HEADER = "Einthoven-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /** As {@code t=1764200000,v1=…} with the time in seconds and 64 hexadecimal digits. */
  static String of(String secret, Instant when, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((when.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
      return "t=" + when.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
