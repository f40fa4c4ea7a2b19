package org.einthoven.fhir.waveform;

import java.io.IOException;

/**
 * Finds quoted placeholders in a stream of characters or of UTF-8 bytes, one unit at a time, so
 * that a placeholder may be split anywhere between two writes.
 */
final class PlaceholderScan {

  /** Where the stream goes on to. */
  interface Sink {

    /** Passes units on as they are. */
    void units(char[] units, int count) throws IOException;

    /** Writes the text of a waveform. */
    void waveform(String sha256) throws IOException;
  }

  private static final String HEAD = '"' + Placeholder.PREFIX;
  private static final int WHOLE = Placeholder.LENGTH + 2;
  private static final int BATCH = 4096;

  private final Sink sink;
  private final char[] passed = new char[BATCH];
  private int passedCount;

  /** Units that may be the beginning of a quoted placeholder. */
  private final char[] held = new char[WHOLE];

  private int heldCount;

  PlaceholderScan(Sink sink) {
    this.sink = sink;
  }

  void accept(char unit) throws IOException {
    if (!continues(unit)) {
      pass(held, heldCount);
      heldCount = 0;
      if (unit != '"') {
        pass(unit);
        return;
      }
    }
    held[heldCount++] = unit;
    if (heldCount == WHOLE) {
      pass('"');
      flushPassed();
      sink.waveform(new String(held, HEAD.length(), Placeholder.HASH_DIGITS));
      pass('"');
      heldCount = 0;
    }
  }

  /** Passes on what was accepted, except what may still become a placeholder. */
  void flush() throws IOException {
    flushPassed();
  }

  /** Passes on everything: nothing follows. */
  void end() throws IOException {
    pass(held, heldCount);
    heldCount = 0;
    flushPassed();
  }

  private boolean continues(char unit) {
    if (heldCount == 0) {
      return unit == '"';
    }
    if (heldCount < HEAD.length()) {
      return unit == HEAD.charAt(heldCount);
    }
    return heldCount == WHOLE - 1 ? unit == '"' : Placeholder.isHexDigit(unit);
  }

  private void pass(char[] units, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      pass(units[i]);
    }
  }

  private void pass(char unit) throws IOException {
    if (passedCount == BATCH) {
      flushPassed();
    }
    passed[passedCount++] = unit;
  }

  private void flushPassed() throws IOException {
    if (passedCount > 0) {
      sink.units(passed, passedCount);
      passedCount = 0;
    }
  }
}
