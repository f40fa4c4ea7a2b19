package org.einthoven.ecg.format;

import java.util.OptionalDouble;

/** The units of voltage as ECG files spell them. */
public final class VoltageUnit {

  private VoltageUnit() {}

  /**
   * How many microvolts one such unit is.
   *
   * @param unit {@code V}, {@code mV}, {@code uV} or {@code nV} (UCUM), {@code µV} with either of
   *     its two characters, or the small spellings {@code mv}, {@code uv}
   * @return empty where the unit is none of voltage
   */
  public static OptionalDouble microvoltsPer(String unit) {
    return switch (unit.strip()) {
      case "V" -> OptionalDouble.of(1e6);
      case "mV", "mv" -> OptionalDouble.of(1e3);
      case "uV", "uv", "\u00b5V", "\u03bcV" -> OptionalDouble.of(1);
      case "nV" -> OptionalDouble.of(1e-3);
      default -> OptionalDouble.empty();
    };
  }
}
