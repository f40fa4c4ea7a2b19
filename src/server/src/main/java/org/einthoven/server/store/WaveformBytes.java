package org.einthoven.server.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.einthoven.fhir.waveform.DeflatedText;

/** How a waveform text lies in the store: a head and a piece of a deflate stream. */
final class WaveformBytes {

  /** A deflated text that stands in JSON and XML unescaped; a zstd frame begins with 0x28. */
  private static final byte PLAIN = 1;

  /** A deflated text that does not. */
  private static final byte TO_ESCAPE = 2;

  private static final int HEAD = 1 + 2 * Integer.BYTES;

  private WaveformBytes() {}

  static byte[] packed(String text) {
    DeflatedText deflated = DeflatedText.of(text);
    return ByteBuffer.allocate(HEAD + deflated.piece().length)
        .put(deflated.plain() ? PLAIN : TO_ESCAPE)
        .putInt(deflated.crc32())
        .putInt(deflated.length())
        .put(deflated.piece())
        .array();
  }

  /** The text of stored bytes. */
  static DeflatedText unpacked(byte[] content) {
    if (content[0] != PLAIN && content[0] != TO_ESCAPE) {
      return DeflatedText.of(new String(Compression.unpack(content), StandardCharsets.UTF_8));
    }
    ByteBuffer kept = ByteBuffer.wrap(content);
    boolean plain = kept.get() == PLAIN;
    int crc32 = kept.getInt();
    int length = kept.getInt();
    byte[] piece = new byte[kept.remaining()];
    kept.get(piece);
    return new DeflatedText(piece, crc32, length, plain);
  }
}
