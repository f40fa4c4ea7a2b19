package org.einthoven.fhir.waveform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** {@link WaveformWriter} for a resource encoded in UTF-8. */
public final class WaveformOutputStream extends OutputStream {

  private final OutputStream out;
  private final PlaceholderScan scan;

  /**
   * Writes to another stream.
   *
   * @param out where the whole resource goes; closed with this stream
   * @param form the form in which the resource is encoded
   * @param lookup finds the texts
   */
  public WaveformOutputStream(OutputStream out, TextForm form, WaveformLookup lookup) {
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
                out.write(bytes);
              }

              @Override
              public void waveform(String sha256) throws IOException {
                String text = WaveformWriter.known(lookup, sha256);
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                out.write(
                    DeflatedText.isPlain(utf8)
                        ? utf8
                        : form.escape(text).getBytes(StandardCharsets.UTF_8));
              }
            });
  }

  /**
   * A whole encoded resource with its waveforms put back.
   *
   * @throws UncheckedIOException when a waveform is not known
   */
  public static byte[] putBack(byte[] encoded, TextForm form, WaveformLookup lookup) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream(encoded.length * 2);
    try (WaveformOutputStream out = new WaveformOutputStream(whole, form, lookup)) {
      out.write(encoded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return whole.toByteArray();
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
  public void flush() throws IOException {
    scan.flush();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    try (out) {
      scan.end();
    }
  }
}
