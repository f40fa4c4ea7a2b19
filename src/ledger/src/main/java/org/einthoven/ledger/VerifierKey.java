package org.einthoven.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The public half of a key that signs notes: a name and an Ed25519 key (RFC 8032), written as
 * {@code NAME+KEYID+BASE64} (C2SP signed-note).
 */
public final class VerifierKey {

  static final byte ED25519 = 1;
  static final int KEY_LENGTH = 32;

  // SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410, 4).
  private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final int ID_DIGITS = 8;

  private final String name;
  private final byte[] key;
  private final PublicKey publicKey;

  private VerifierKey(String name, byte[] key) throws NoteRefusedException {
    if (!isName(name)) {
      throw new NoteRefusedException("the name of a key has no spaces and no plus");
    }
    this.name = name;
    this.key = key;
    ByteBuffer encoded = ByteBuffer.allocate(SPKI.length + KEY_LENGTH).put(SPKI).put(key);
    try {
      publicKey =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded.array()));
    } catch (GeneralSecurityException e) {
      throw new NoteRefusedException("no Ed25519 key", e);
    }
  }

  static VerifierKey of(String name, byte[] key) throws NoteRefusedException {
    return new VerifierKey(name, key.clone());
  }

  /** The 32 bytes of a public key of the JDK. */
  static byte[] raw(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - KEY_LENGTH, encoded.length);
  }

  static boolean isName(String name) {
    return !name.isEmpty()
        && name.codePoints()
            .noneMatch(
                c -> c == '+' || Character.isWhitespace(c) || Character.isSpaceChar(c) || c < ' ');
  }

  /**
   * The key that a text writes.
   *
   * @throws NoteRefusedException when it writes none
   */
  public static VerifierKey parse(String text) throws NoteRefusedException {
    String[] parts = text.strip().split("\\+", 3);
    if (parts.length < 3) {
      throw new NoteRefusedException("a public key is written NAME+KEYID+BASE64");
    }
    byte[] typed;
    try {
      typed = Base64.getDecoder().decode(parts[2]);
    } catch (IllegalArgumentException e) {
      throw new NoteRefusedException("the public key is not base64", e);
    }
    if (typed.length != 1 + KEY_LENGTH || typed[0] != ED25519) {
      throw new NoteRefusedException("the public key is no Ed25519 key of a signed note");
    }
    VerifierKey key = of(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
    if (!parts[1].equals(key.idText()) || !key.toString().equals(text.strip())) {
      throw new NoteRefusedException("the id of the public key is not that of the key");
    }
    return key;
  }

  /** Its name, which is the log's origin. */
  public String name() {
    return name;
  }

  /** The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key). */
  byte[] id() {
    MessageDigest digest = MerkleHash.sha256();
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    digest.update(ED25519);
    return Arrays.copyOf(digest.digest(key), Integer.BYTES);
  }

  String idText() {
    return HexFormat.of().formatHex(id()).substring(0, ID_DIGITS);
  }

  boolean verifies(byte[] text, byte[] signature) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(publicKey);
      ed25519.update(text);
      return ed25519.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VerifierKey that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** As it is written. */
  @Override
  public String toString() {
    byte[] typed = ByteBuffer.allocate(1 + KEY_LENGTH).put(ED25519).put(key).array();
    return name + "+" + idText() + "+" + Base64.getEncoder().encodeToString(typed);
  }
}
