package org.einthoven.server.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4) as the store writes it: 64 lower-case hexadecimal digits. */
public final class Hash {

  private Hash() {}

  /** The hash of these bytes. */
  public static String sha256(byte[] bytes) {
    return hex(digest().digest(bytes));
  }

  /** A digest to be fed in parts. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** A finished digest in hexadecimal. */
  public static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }
}
