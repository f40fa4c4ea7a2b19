package org.einthoven.fhir.recording;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;

/** The unit of a SampledData origin. */
final class Voltage {

  private static final Map<String, Double> MICROVOLTS =
      Map.ofEntries(
          Map.entry("nV", 1e-3),
          Map.entry("nanovolt", 1e-3),
          Map.entry("nanovolts", 1e-3),
          Map.entry("uV", 1.0),
          Map.entry("\u00B5V", 1.0),
          Map.entry("\u03BCV", 1.0),
          Map.entry("mcV", 1.0),
          Map.entry("microvolt", 1.0),
          Map.entry("microvolts", 1.0),
          Map.entry("mV", 1e3),
          Map.entry("millivolt", 1e3),
          Map.entry("millivolts", 1e3),
          Map.entry("V", 1e6),
          Map.entry("volt", 1e6),
          Map.entry("volts", 1e6));

  /** Units that say that there is none: UCUM's unity. */
  private static final Set<String> UNITLESS = Set.of("1", "");

  private Voltage() {}

  /** What the unit says. */
  sealed interface Unit {}

  /** A voltage: how many microvolts one of it is. */
  record Microvolts(double each) implements Unit {}

  /** Nothing: a count of the converter, of unknown size. */
  record None() implements Unit {}

  /** A unit that is no voltage. */
  record Other() implements Unit {}

  /** Code and unit text name different voltages. */
  record Contradiction() implements Unit {}

  static Unit of(@Nullable Quantity origin) {
    if (origin == null) {
      return new None();
    }
    Optional<Double> code = known(origin.getCode());
    Optional<Double> words = known(origin.getUnit());
    if (code.isPresent() && words.isPresent() && !code.get().equals(words.get())) {
      return new Contradiction();
    }
    if (code.isPresent()) {
      return new Microvolts(code.get());
    }
    boolean codeless = unitless(origin.getCode());
    if (codeless && words.isPresent()) {
      return new Microvolts(words.get());
    }
    return codeless && (unitless(origin.getUnit()) || origin.hasCode()) ? new None() : new Other();
  }

  private static Optional<Double> known(@Nullable String unit) {
    return unit == null ? Optional.empty() : Optional.ofNullable(MICROVOLTS.get(unit.strip()));
  }

  private static boolean unitless(@Nullable String unit) {
    if (unit == null) {
      return true;
    }
    String bare = unit.strip();
    return UNITLESS.contains(bare) || (bare.startsWith("{") && bare.endsWith("}"));
  }
}
