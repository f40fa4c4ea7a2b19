package org.einthoven.inference.reading;

import java.util.ArrayList;
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

  /** The same, at best limited, with further findings behind. */
  Quality limitedBy(List<String> further) {
    if (further.isEmpty()) {
      return this;
    }
    List<String> all = new ArrayList<>(findings);
    all.addAll(further);
    return new Quality(level == Level.GOOD ? Level.LIMITED : level, all);
  }

  /** The same with remarks behind that are no flaw. */
  Quality withRemarks(List<String> remarks) {
    List<String> all = new ArrayList<>(findings);
    all.addAll(remarks);
    return new Quality(level, all);
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
