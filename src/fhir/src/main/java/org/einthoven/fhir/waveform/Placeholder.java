package org.einthoven.fhir.waveform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What stands in a resource for a waveform text: {@code einthoven:sha256:} and the SHA-256 of the
 * text's UTF-8 bytes.
 *
 * <p>The words are reserved. A body that holds them outside a waveform is refused, so that nobody
 * can have another patient's waveform put into their own resource.
 */
public final class Placeholder {

  /** How every placeholder begins. */
  public static final String PREFIX = "einthoven:sha256:";

  static final int HASH_DIGITS = 64;
  static final int LENGTH = PREFIX.length() + HASH_DIGITS;

  private Placeholder() {}

  /** The placeholder of a hash. */
  public static String of(String sha256) {
    return PREFIX + sha256;
  }

  /** The hash of a text: 64 lower-case hexadecimal digits. */
  public static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The hash in a placeholder, empty where the text is none. */
  public static Optional<String> sha256(String text) {
    if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    for (int i = PREFIX.length(); i < LENGTH; i++) {
      if (!isHexDigit(text.charAt(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(text.substring(PREFIX.length()));
  }

  /** The hashes of the placeholders in an encoded resource, each once, in their order. */
  public static List<String> in(byte[] encoded) {
    Set<String> hashes = new LinkedHashSet<>();
    byte[] prefix = PREFIX.getBytes(StandardCharsets.UTF_8);
    int last = encoded.length - LENGTH;
    for (int at = 0; at <= last; at++) {
      if (encoded[at] == prefix[0]
          && Arrays.equals(encoded, at, at + prefix.length, prefix, 0, prefix.length)) {
        Optional<String> hash = sha256(new String(encoded, at, LENGTH, StandardCharsets.UTF_8));
        if (hash.isPresent()) {
          hashes.add(hash.get());
          at += LENGTH - 1;
        }
      }
    }
    return List.copyOf(hashes);
  }

  static boolean isHexDigit(int character) {
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
  }
}
