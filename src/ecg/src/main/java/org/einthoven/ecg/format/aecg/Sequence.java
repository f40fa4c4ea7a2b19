package org.einthoven.ecg.format.aecg;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.xml.XmlCursor;
import org.einthoven.ecg.recording.Lead;
import org.jspecify.annotations.Nullable;

/** One {@code sequence}: a time axis or the samples of a lead. */
final class Sequence {

  private static final float MAYBE_MISSING = Short.MIN_VALUE;

  /** A sample beyond it is none of a heart; −32768 at a finer scale may be a real one. */
  private static final double IMPLAUSIBLE_MICROVOLTS = 10_000;

  private final String place;
  private String code = "";
  private @Nullable String head;
  private @Nullable V3Quantity increment;
  private @Nullable V3Quantity origin;
  private @Nullable V3Quantity scale;
  private float @Nullable [] digits;
  private boolean absent;

  private Sequence(String place) {
    this.place = place;
  }

  /** Reads the sequence under the cursor. */
  static Sequence read(XmlCursor xml) throws IOException, RefusedException {
    Sequence sequence = new Sequence(xml.place());
    xml.children(
        () -> {
          switch (xml.name()) {
            case "code" -> {
              String code = xml.attribute("code");
              sequence.code = code == null ? "" : code.strip();
            }
            case "value" -> sequence.value(xml);
            default -> {}
          }
        });
    return sequence;
  }

  private void value(XmlCursor xml) throws IOException, RefusedException {
    absent = xml.attribute("nullFlavor") != null;
    xml.children(
        () -> {
          switch (xml.name()) {
            case "head" -> head = xml.attribute("value");
            case "increment" -> increment = V3Quantity.read(xml);
            case "origin" -> origin = V3Quantity.read(xml);
            case "scale" -> scale = V3Quantity.read(xml);
            case "digits" -> {
              DigitList list = new DigitList(xml);
              xml.content(() -> {}, list);
              digits = list.toArray();
            }
            default -> {}
          }
        });
  }

  boolean isTime() {
    return code.toUpperCase(Locale.ROOT).startsWith("TIME_")
        || (code.isEmpty() && increment != null && digits == null);
  }

  /** Whether the axis counts from a point in time rather than from another event. */
  boolean isAbsoluteTime() {
    return !code.equalsIgnoreCase("TIME_RELATIVE");
  }

  /** Whether the sender says that there is no value. */
  boolean isAbsent() {
    return absent && digits == null;
  }

  @Nullable String head() {
    return head;
  }

  String place() {
    return place;
  }

  /**
   * The lead that the code names in either nomenclature family, null where it names none. The lead
   * −aVR of Cabrera's order is aVR with its sign changed.
   */
  @Nullable Lead lead() {
    if (isNegated()) {
      return Lead.AVR;
    }
    if (code.matches("\\d{6}")) {
      return Lead.coded(Integer.parseInt(code)).orElse(null);
    }
    return Lead.named(code).orElse(null);
  }

  private boolean isNegated() {
    return code.equalsIgnoreCase("MDC_ECG_LEAD_AVRNEG") || code.equals("131137");
  }

  /** Whether the samples are, or may be, of voltage. */
  boolean isOfVoltage() throws RefusedException {
    V3Quantity given = scale;
    return given == null || given.unit().isEmpty() || given.microvolts().isPresent();
  }

  /** The sampling interval in seconds, NaN where this axis gives none. */
  double increment() throws RefusedException {
    V3Quantity given = increment;
    if (given == null) {
      return Double.NaN;
    }
    double seconds = given.seconds();
    if (!(seconds > 0)) {
      throw new RefusedException(
          Reason.INVALID,
          "the sampling interval is not above 0",
          given.place(),
          "give the time between two samples");
    }
    return seconds;
  }

  /** The samples: origin + scale × digit. */
  float[] microvolts(List<String> notes) throws RefusedException {
    float[] values = digits;
    if (values == null || values.length == 0) {
      throw refused("the lead has no digits", "send the samples of the lead, or leave it out");
    }
    V3Quantity step = scale;
    if (step == null) {
      throw refused("the lead has no scale", "give the scale with its unit, such as uV");
    }
    double sign = isNegated() ? -1 : 1;
    double perDigit = sign * microvolts(step);
    if (perDigit == 0) {
      throw refused("the lead's scale is 0", "give the voltage of one digit");
    }
    V3Quantity zero = origin;
    double offset = zero == null ? 0 : sign * microvolts(zero);
    boolean marked = Math.abs(perDigit * MAYBE_MISSING) >= IMPLAUSIBLE_MICROVOLTS;
    if (isNegated()) {
      notes.add("lead -aVR was read as aVR with its sign changed");
    }
    int missing = 0;
    for (int i = 0; i < values.length; i++) {
      if (marked && values[i] == MAYBE_MISSING) {
        values[i] = Float.NaN;
        missing++;
      } else {
        values[i] = (float) (offset + perDigit * values[i]);
        if (Float.isInfinite(values[i])) {
          throw refused("a sample is beyond all numbers", "check the lead's scale and origin");
        }
      }
    }
    if (missing > 0) {
      notes.add(missing + " digits of -32768 in one lead were read as missing samples");
    }
    return values;
  }

  private double microvolts(V3Quantity quantity) throws RefusedException {
    OptionalDouble microvolts = quantity.microvolts();
    if (microvolts.isEmpty()) {
      throw new RefusedException(
          Reason.INVALID,
          "the " + quantity.element() + " has a unit that is none of V, mV, uV and nV",
          quantity.place(),
          "give the samples of an ECG lead in a unit of voltage");
    }
    return microvolts.getAsDouble();
  }

  private RefusedException refused(String problem, String remedy) {
    return new RefusedException(Reason.INVALID, problem, place, remedy);
  }
}
