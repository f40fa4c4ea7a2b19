package org.einthoven.fhir.waveform;

import java.io.IOException;
import java.io.Writer;

/**
 * Puts waveforms back into an encoded resource on its way out.
 *
 * <p>A placeholder of which the lookup knows no text is a fault of the store and fails the write:
 * no client is sent a resource with something missing.
 */
public final class WaveformWriter extends Writer {

  private final Writer out;
  private final PlaceholderScan scan;

  /**
   * Writes to another writer.
   *
   * @param out where the whole resource goes; closed with this writer
   * @param form the form in which the resource is encoded
   * @param lookup finds the texts
   */
  public WaveformWriter(Writer out, TextForm form, WaveformLookup lookup) {
    this.out = out;
    this.scan =
        new PlaceholderScan(
            new PlaceholderScan.Sink() {
              @Override
              public void units(char[] units, int count) throws IOException {
                out.write(units, 0, count);
              }

              @Override
              public void waveform(String sha256) throws IOException {
                out.write(form.escape(known(lookup, sha256)));
              }
            });
  }

  static String known(WaveformLookup lookup, String sha256) throws IOException {
    return lookup
        .text(sha256)
        .orElseThrow(() -> new IOException("no waveform is stored as " + sha256));
  }

  @Override
  public void write(int character) throws IOException {
    scan.accept((char) character);
  }

  @Override
  public void write(char[] characters, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      scan.accept(characters[i]);
    }
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      scan.accept(text.charAt(i));
    }
  }

  @Override
  public void flush() throws IOException {
    scan.flush();
    out.flush();
  }

  /** Writes what is held back, as after the end nothing can follow, and keeps the target open. */
  public void finish() throws IOException {
    scan.end();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    try (out) {
      scan.end();
    }
  }
}
