package org.einthoven.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** A text with signatures below it (C2SP signed-note). */
public final class SignedNote {

  private static final String SEPARATOR = "\n\n";
  private static final String DASH = "\u2014 ";
  private static final int MOST_SIGNATURES = 100;

  private SignedNote() {}

  /** Signs a text that ends with a line break. */
  public static String sign(String text, SigningKey key) {
    if (!text.endsWith("\n") || hasControls(text)) {
      throw new IllegalArgumentException("a note is lines of text");
    }
    byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
    byte[] line =
        ByteBuffer.allocate(Integer.BYTES + signature.length)
            .put(key.verifier().id())
            .put(signature)
            .array();
    return text
        + "\n"
        + DASH
        + key.verifier().name()
        + " "
        + Base64.getEncoder().encodeToString(line)
        + "\n";
  }

  /**
   * The text of a note that this key signed. Signatures of others are passed over.
   *
   * @throws NoteRefusedException when it is no note, or the key did not sign it
   */
  public static String open(String note, VerifierKey key) throws NoteRefusedException {
    int end = note.lastIndexOf(SEPARATOR);
    if (end < 0
        || end + SEPARATOR.length() >= note.length()
        || !note.endsWith("\n")
        || hasControls(note)) {
      throw new NoteRefusedException("no signed note: signatures stand below an empty line");
    }
    String text = note.substring(0, end + 1);
    String[] lines = note.substring(end + SEPARATOR.length(), note.length() - 1).split("\n", -1);
    if (lines.length > MOST_SIGNATURES) {
      throw new NoteRefusedException("the note has too many signatures");
    }
    boolean signed = false;
    for (String line : lines) {
      byte[] signature = signature(line, key);
      if (signature.length > 0) {
        if (!key.verifies(text.getBytes(StandardCharsets.UTF_8), signature)) {
          throw new NoteRefusedException("the signature of " + key.name() + " is not of this text");
        }
        signed = true;
      }
    }
    if (!signed) {
      throw new NoteRefusedException("the note is not signed by the key " + key);
    }
    return text;
  }

  /** The signature in a line of this key; empty where it is of another one. */
  private static byte[] signature(String line, VerifierKey key) throws NoteRefusedException {
    String[] parts = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : null;
    if (parts == null || parts.length != 2 || !VerifierKey.isName(parts[0])) {
      throw new NoteRefusedException("the note has a line that is no signature");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(parts[1]);
    } catch (IllegalArgumentException e) {
      throw new NoteRefusedException("the note has a signature that is not base64", e);
    }
    if (bytes.length <= Integer.BYTES) {
      throw new NoteRefusedException("the note has a signature that is too short");
    }
    return parts[0].equals(key.name())
            && Arrays.equals(Arrays.copyOf(bytes, Integer.BYTES), key.id())
        ? Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length)
        : new byte[0];
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(c -> c < ' ' && c != '\n');
  }
}
