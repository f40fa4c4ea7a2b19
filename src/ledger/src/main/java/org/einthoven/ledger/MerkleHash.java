package org.einthoven.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A hash in the tree: 32 bytes of SHA-256 (RFC 9162, 2.1.1). */
public final class MerkleHash {

  /** How many bytes it has. */
  public static final int LENGTH = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final byte[] bytes;

  private MerkleHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The hash with these 32 bytes. */
  public static MerkleHash of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
    }
    return new MerkleHash(bytes.clone());
  }

  /** The hash written as 64 hexadecimal digits. */
  public static MerkleHash parse(String hex) {
    return of(HexFormat.of().parseHex(hex));
  }

  /** The hash of a leaf: SHA-256(0x00 ‖ data). */
  public static MerkleHash leaf(byte[] data) {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    return new MerkleHash(digest.digest(data));
  }

  /** The hash of a leaf whose data is text, in UTF-8. */
  public static MerkleHash leaf(String data) {
    return leaf(data.getBytes(StandardCharsets.UTF_8));
  }

  /** The hash of a node with two children: SHA-256(0x01 ‖ left ‖ right). */
  public static MerkleHash node(MerkleHash left, MerkleHash right) {
    MessageDigest digest = sha256();
    digest.update(NODE);
    digest.update(left.bytes);
    return new MerkleHash(digest.digest(right.bytes));
  }

  /** The root of a tree without leaves: SHA-256 of nothing. */
  public static MerkleHash empty() {
    return new MerkleHash(sha256().digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** In base64, as checkpoints write it. */
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MerkleHash that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** In lower-case hexadecimal. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
