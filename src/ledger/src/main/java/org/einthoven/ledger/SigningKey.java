package org.einthoven.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * A key that signs notes, written on two lines: {@code PRIVATE+KEY+NAME+KEYID+BASE64} and its
 * {@link VerifierKey}.
 */
public final class SigningKey {

  private static final String PREFIX = "PRIVATE+KEY+";

  private final VerifierKey verifier;
  private final byte[] seed;
  private final PrivateKey key;

  private SigningKey(VerifierKey verifier, byte[] seed, PrivateKey key) {
    this.verifier = verifier;
    this.seed = seed;
    this.key = key;
  }

  /**
   * Makes a key with a name, which has no spaces and no plus, from the platform's secure source.
   */
  public static SigningKey make(String name) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519);
      KeyPair pair = generator.generateKeyPair();
      byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      return new SigningKey(
          VerifierKey.of(name, VerifierKey.raw(pair.getPublic())), seed, pair.getPrivate());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Java 15 and newer have Ed25519", impossible);
    } catch (NoteRefusedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * The key that a text writes.
   *
   * @throws NoteRefusedException when it writes none, or the halves do not belong together
   */
  public static SigningKey parse(String text) throws NoteRefusedException {
    String[] lines = text.strip().split("\\R", -1);
    if (lines.length != 2 || !lines[0].startsWith(PREFIX)) {
      throw new NoteRefusedException("a signing key is written on two lines, private and public");
    }
    VerifierKey verifier = VerifierKey.parse(lines[1]);
    String[] parts = lines[0].substring(PREFIX.length()).split("\\+", 3);
    try {
      byte[] typed = Base64.getDecoder().decode(parts.length < 3 ? "" : parts[2]);
      if (typed.length != 1 + VerifierKey.KEY_LENGTH || typed[0] != VerifierKey.ED25519) {
        throw new NoteRefusedException("the private key is no Ed25519 key of a signed note");
      }
      byte[] seed = Arrays.copyOfRange(typed, 1, typed.length);
      PrivateKey key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
      SigningKey signing = new SigningKey(verifier, seed, key);
      byte[] probe = "probe\n".getBytes(StandardCharsets.UTF_8);
      if (!verifier.verifies(probe, signing.sign(probe))) {
        throw new NoteRefusedException("the private key does not belong to the public one");
      }
      return signing;
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new NoteRefusedException("the private key cannot be read", e);
    }
  }

  /** Its public half. */
  public VerifierKey verifier() {
    return verifier;
  }

  byte[] sign(byte[] text) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(key);
      ed25519.update(text);
      return ed25519.sign();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("an Ed25519 key signs", impossible);
    }
  }

  /** Both lines, to be kept where nobody else reads them. */
  public String secretText() {
    byte[] typed = ByteBuffer.allocate(1 + seed.length).put(VerifierKey.ED25519).put(seed).array();
    return PREFIX
        + verifier.name()
        + "+"
        + verifier.idText()
        + "+"
        + Base64.getEncoder().encodeToString(typed)
        + "\n"
        + verifier
        + "\n";
  }

  /** Only the public half. */
  @Override
  public String toString() {
    return "SigningKey[" + verifier + "]";
  }
}
