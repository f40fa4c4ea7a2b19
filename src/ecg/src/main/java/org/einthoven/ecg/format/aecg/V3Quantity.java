package org.einthoven.ecg.format.aecg;

import java.util.OptionalDouble;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.VoltageUnit;
import org.einthoven.ecg.format.xml.XmlCursor;
import org.jspecify.annotations.Nullable;

/**
 * A physical quantity (PQ) of the element under the cursor.
 *
 * @param value the number, NaN where there is none
 * @param unit as written, empty where there is none
 * @param element the element's name, for messages
 * @param place where it stands
 */
record V3Quantity(double value, String unit, String element, String place) {

  static V3Quantity read(XmlCursor xml) throws RefusedException {
    String unit = xml.attribute("unit");
    double value = number(xml.attribute("value"));
    if (Double.isNaN(value)) {
      throw new RefusedException(
          Reason.INVALID,
          "the " + xml.name() + " has no number as its value",
          xml.place(),
          "write the value as a decimal number with a point");
    }
    return new V3Quantity(value, unit == null ? "" : unit.strip(), xml.name(), xml.place());
  }

  /** In microvolts, empty where the unit is written and is none of voltage. */
  OptionalDouble microvolts() throws RefusedException {
    // Nothing needs no unit.
    if (value == 0) {
      return OptionalDouble.of(0);
    }
    if (unit.isEmpty()) {
      throw withoutUnit("uV or mV");
    }
    OptionalDouble factor = VoltageUnit.microvoltsPer(unit);
    return factor.isEmpty() ? factor : OptionalDouble.of(value * factor.getAsDouble());
  }

  /** In seconds; refused where the unit is none of time. */
  double seconds() throws RefusedException {
    return switch (unit) {
      case "" -> throw withoutUnit("s or ms");
      case "s", "sec", "S" -> value;
      case "ms", "msec" -> value / 1e3;
      case "us", "\u00b5s", "\u03bcs" -> value / 1e6;
      default ->
          throw new RefusedException(
              Reason.INVALID,
              "the " + element + " has a unit that is none of s, ms and us",
              place,
              "write the " + element + " in s, ms or us");
    };
  }

  private RefusedException withoutUnit(String examples) {
    return new RefusedException(
        Reason.INVALID,
        "the " + element + " has no unit",
        place,
        "give its unit, such as " + examples + "; it is not guessed");
  }

  private static double number(@Nullable String text) {
    if (text == null || text.length() > 64) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(text);
      boolean plain = text.strip().matches("[+-]?[0-9.]+([eE][+-]?[0-9]+)?");
      return plain && !Double.isInfinite(value) ? value : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
