package org.einthoven.ecg.drawing;

import java.util.Set;

/**
 * How time and voltage become lengths.
 *
 * @param millimetresPerSecond 25 or 50
 * @param millimetresPerMillivolt 5, 10 or 20
 */
public record PaperScale(int millimetresPerSecond, int millimetresPerMillivolt) {

  private static final Set<Integer> SPEEDS = Set.of(25, 50);
  private static final Set<Integer> GAINS = Set.of(5, 10, 20);

  /** 25 mm/s and 10 mm/mV. */
  public static final PaperScale STANDARD = new PaperScale(25, 10);

  /** Refuses what is not in use on paper. */
  public PaperScale {
    if (!SPEEDS.contains(millimetresPerSecond) || !GAINS.contains(millimetresPerMillivolt)) {
      throw new IllegalArgumentException("25 or 50 mm/s and 5, 10 or 20 mm/mV");
    }
  }

  double seconds(double millimetres) {
    return millimetres / millimetresPerSecond;
  }
}
