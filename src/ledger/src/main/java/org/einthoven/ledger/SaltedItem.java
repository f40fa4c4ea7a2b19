package org.einthoven.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Something that a leaf vouches for without telling it: the leaf has SHA-256(salt ‖ text). Whoever
 * has the salt and the text can show that the leaf means them; when both are erased, nobody can,
 * and nobody can find the text by guessing.
 */
public final class SaltedItem {

  /** How many bytes a salt has. */
  public static final int SALT_LENGTH = 16;

  private final byte[] salt;
  private final String text;

  /**
   * An item.
   *
   * @param salt {@value #SALT_LENGTH} random bytes, used for this item alone
   * @param text what it says
   */
  public SaltedItem(byte[] salt, String text) {
    if (salt.length != SALT_LENGTH) {
      throw new IllegalArgumentException("a salt has " + SALT_LENGTH + " bytes");
    }
    this.salt = salt.clone();
    this.text = text;
  }

  /** What it says. */
  public String text() {
    return text;
  }

  /** A copy of its salt. */
  public byte[] salt() {
    return salt.clone();
  }

  /** What the leaf has of it, in hexadecimal. */
  public String hash() {
    MessageDigest digest = MerkleHash.sha256();
    digest.update(salt);
    return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The salt of an item that was erased: zeros. */
  public static boolean isErased(byte[] salt) {
    return Arrays.equals(salt, new byte[SALT_LENGTH]);
  }

  /** Nothing of what it says. */
  @Override
  public String toString() {
    return "SaltedItem[" + hash() + "]";
  }
}
