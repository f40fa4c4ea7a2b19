package org.einthoven.fhir.waveform;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A text as a piece of a deflate stream (RFC 1951) that ends on a byte and refers to nothing before
 * it, so that it can be put into any such stream as it is.
 *
 * @param piece not copied
 * @param crc32 of the text's UTF-8 bytes (ISO 3309, as in RFC 1952)
 * @param length of the text's UTF-8 bytes
 * @param plain whether it stands in a JSON string and in an XML attribute as it is, unescaped
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes are passed on, never compared.
public record DeflatedText(byte[] piece, int crc32, int length, boolean plain) {

  /** Digits and spaces: higher levels gain little and take several times as long. */
  private static final int LEVEL = 4;

  private static final int SPARE = 64;

  private static final boolean[] PLAIN = new boolean[256];

  static {
    Arrays.fill(PLAIN, ' ', '~' + 1, true);
    for (char special : "\"\\&<".toCharArray()) {
      PLAIN[special] = false;
    }
  }

  /** A text deflated. */
  public static DeflatedText of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    Deflater deflater = new Deflater(LEVEL, true);
    try {
      deflater.setInput(bytes);
      byte[] piece = new byte[bytes.length / 2 + SPARE];
      int length = 0;
      while (true) {
        length += deflater.deflate(piece, length, piece.length - length, Deflater.FULL_FLUSH);
        if (length < piece.length) {
          return new DeflatedText(
              Arrays.copyOf(piece, length), (int) crc.getValue(), bytes.length, isPlain(bytes));
        }
        piece = Arrays.copyOf(piece, piece.length * 2);
      }
    } finally {
      deflater.end();
    }
  }

  /** Whether a text stands in a JSON string and in an XML attribute as it is, unescaped. */
  static boolean isPlain(byte[] utf8) {
    for (byte unit : utf8) {
      if (!PLAIN[unit & 0xFF]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The text.
   *
   * @throws IllegalStateException when the piece is not what it says
   */
  public String text() {
    byte[] bytes = new byte[length];
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(piece);
      int done = 0;
      while (done < length) {
        int more = inflater.inflate(bytes, done, length - done);
        if (more == 0) {
          throw damaged(null);
        }
        done += more;
      }
    } catch (DataFormatException e) {
      throw damaged(e);
    } finally {
      inflater.end();
    }
    CRC32 crc = new CRC32();
    crc.update(bytes);
    if ((int) crc.getValue() != crc32) {
      throw damaged(null);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static IllegalStateException damaged(@Nullable Throwable e) {
    return new IllegalStateException("a stored waveform is damaged", e);
  }

  @Override
  public String toString() {
    return "DeflatedText[" + length + " bytes]";
  }
}
