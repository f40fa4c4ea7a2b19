package org.einthoven.fhir.waveform;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.Deflater;

/**
 * {@link WaveformOutputStream} whose output is compressed (RFC 1952). Waveforms that are stored
 * deflated go into the stream as they are stored: of an ECG they are nine tenths of the bytes and
 * nearly all of the time that compressing takes.
 */
public final class GzipWaveformOutputStream extends OutputStream {

  private static final int LEVEL = 5;
  private static final int PIECE = 8192;

  /** Magic number, deflate, no flags, no time, no extra flags, unknown system. */
  private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF};

  private final OutputStream out;
  private final PlaceholderScan scan;
  private final Deflater deflater = new Deflater(LEVEL, true);
  private final JoinedCrc crc = new JoinedCrc();
  private final byte[] compressed = new byte[PIECE];
  private boolean begun;
  private boolean closed;

  /**
   * Writes to another stream.
   *
   * @param out where the compressed resource goes; closed with this stream
   * @param form the form in which the resource is encoded
   * @param lookup finds the texts
   */
  public GzipWaveformOutputStream(OutputStream out, TextForm form, WaveformLookup lookup) {
    this.out = out;
    this.scan =
        new PlaceholderScan(
            new PlaceholderScan.Sink() {
              @Override
              public void units(char[] units, int count) throws IOException {
                byte[] bytes = new byte[count];
                for (int i = 0; i < count; i++) {
                  bytes[i] = (byte) units[i];
                }
                plain(bytes);
              }

              @Override
              public void waveform(String sha256) throws IOException {
                Optional<DeflatedText> stored = lookup.deflated(sha256).filter(DeflatedText::plain);
                if (stored.isPresent()) {
                  deflated(stored.get());
                } else {
                  String text = form.escape(WaveformWriter.known(lookup, sha256));
                  plain(text.getBytes(StandardCharsets.UTF_8));
                }
              }
            });
  }

  private void begin() throws IOException {
    if (!begun) {
      begun = true;
      out.write(HEADER);
    }
  }

  private void plain(byte[] bytes) throws IOException {
    begin();
    crc.add(bytes, bytes.length);
    deflater.setInput(bytes);
    drain(Deflater.NO_FLUSH);
  }

  private void deflated(DeflatedText text) throws IOException {
    begin();
    // Ends on a byte, and lets nothing that follows refer to what stands before the piece.
    drain(Deflater.FULL_FLUSH);
    out.write(text.piece());
    crc.add(text.crc32(), text.length());
  }

  private void drain(int flush) throws IOException {
    int count;
    do {
      count = deflater.deflate(compressed, 0, PIECE, flush);
      out.write(compressed, 0, count);
    } while (count == PIECE);
  }

  @Override
  public void write(int unit) throws IOException {
    scan.accept((char) (unit & 0xFF));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      scan.accept((char) (bytes[i] & 0xFF));
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (out) {
      scan.end();
      begin();
      deflater.finish();
      while (!deflater.finished()) {
        drain(Deflater.NO_FLUSH);
      }
      littleEndian(crc.value());
      littleEndian((int) crc.length());
    } finally {
      deflater.end();
    }
  }

  private void littleEndian(int value) throws IOException {
    for (int i = 0; i < Integer.BYTES; i++) {
      out.write(value >>> (Byte.SIZE * i));
    }
  }
}
