package org.einthoven.inference.reading;

import java.util.List;

/**
 * How good the recording is, as far as this reading is concerned.
 *
 * @param level the verdict
 * @param findings what speaks against it, in words, the worst first; empty when good
 */
public record Quality(Level level, List<String> findings) {

  /** Copies the findings. */
  public Quality {
    findings = List.copyOf(findings);
  }

  /** The verdicts. */
  public enum Level {
    GOOD,
    /** Readable with reservations; the findings name them. */
    LIMITED,
    /** Not analysable: nothing is stated. */
    UNUSABLE
  }
}
