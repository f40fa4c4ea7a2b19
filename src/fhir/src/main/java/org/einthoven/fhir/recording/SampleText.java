package org.einthoven.fhir.recording;

import org.einthoven.ecg.format.ReadResult;

/**
 * Decodes {@code SampledData.data}: decimals between white space, {@code E} (error), {@code L}
 * (below the lower limit) and {@code U} (above the upper limit); FHIR R4 datatypes, SampledData.
 *
 * <p>R4 asks for single spaces; any Unicode white space, U+00A0 included, is read, as published
 * samples have it.
 */
final class SampleText {

  private static final double[] POWERS_OF_TEN = new double[23];

  static {
    double power = 1;
    for (int i = 0; i < POWERS_OF_TEN.length; i++) {
      POWERS_OF_TEN[i] = power;
      power *= 10;
    }
  }

  /** Up to here a long holds the digits and a double holds the long exactly. */
  private static final long EXACT = 1L << 53;

  private final String text;
  private final String place;
  private int at;

  private SampleText(String text, String place) {
    this.text = text;
    this.place = place;
  }

  /**
   * What the samples are worth: (data × factor + origin) × microvolts.
   *
   * @param factor of the SampledData, 1 where absent
   * @param origin its value
   * @param microvolts how many one unit of the origin is
   */
  record Scale(double factor, double origin, double microvolts) {

    float apply(double data) {
      return (float) ((data * factor + origin) * microvolts);
    }
  }

  /**
   * Decoded samples.
   *
   * @param microvolts NaN where the text says E, L or U
   * @param missing how many these are
   */
  record Samples(float[] microvolts, int missing) {}

  /**
   * Decodes a text.
   *
   * @param most how many samples are accepted
   * @param place the FHIRPath of the text, for refusals
   * @throws Refusal when a value is not a number, too large, or when there are too many
   */
  static Samples decode(String text, Scale scale, int most, String place) {
    int count = count(text);
    if (count > most) {
      throw new Refusal(
          ReadResult.Reason.TOO_LARGE,
          "there are more samples than the " + most + " that are accepted",
          place,
          "send a shorter recording or parts of it");
    }
    return new SampleText(text, place).decode(scale, count);
  }

  private Samples decode(Scale scale, int count) {
    float[] microvolts = new float[count];
    int missing = 0;
    for (int i = 0; i < count; i++) {
      while (isSpace(text.charAt(at))) {
        at++;
      }
      double value = value(i);
      if (Double.isNaN(value)) {
        microvolts[i] = Float.NaN;
        missing++;
        continue;
      }
      microvolts[i] = scale.apply(value);
      if (!Float.isFinite(microvolts[i])) {
        throw Refusal.invalid(
            "value " + (i + 1) + " is larger than any voltage", place, "check factor and origin");
      }
    }
    return new Samples(microvolts, missing);
  }

  /** The next value, NaN for E, L and U; moves past it. */
  private double value(int index) {
    int start = at;
    boolean negative = false;
    char first = text.charAt(at);
    if (first == '-' || first == '+') {
      negative = first == '-';
      at++;
    }
    long digits = 0;
    int seen = 0;
    int decimals = 0;
    boolean point = false;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c >= '0' && c <= '9') {
        if (digits > EXACT) {
          return slowly(start, index);
        }
        digits = digits * 10 + (c - '0');
        seen++;
        decimals += point ? 1 : 0;
      } else if (c == '.' && !point) {
        point = true;
      } else if (isSpace(c)) {
        break;
      } else {
        return slowly(start, index);
      }
    }
    if (seen == 0) {
      throw notANumber(index);
    }
    if (digits > EXACT || decimals >= POWERS_OF_TEN.length) {
      return slowly(start, index);
    }
    double value = digits / POWERS_OF_TEN[decimals];
    return negative ? -value : value;
  }

  /** E, L, U, numbers with an exponent and numbers of very many digits. */
  private double slowly(int start, int index) {
    at = start;
    while (at < text.length() && !isSpace(text.charAt(at))) {
      at++;
    }
    String token = text.substring(start, at);
    if (token.equals("E") || token.equals("L") || token.equals("U")) {
      return Double.NaN;
    }
    for (int i = 0; i < token.length(); i++) {
      if ("0123456789.+-eE".indexOf(token.charAt(i)) < 0) {
        throw notANumber(index);
      }
    }
    try {
      return Double.parseDouble(token);
    } catch (NumberFormatException e) {
      throw notANumber(index);
    }
  }

  private Refusal notANumber(int index) {
    return Refusal.invalid(
        "value " + (index + 1) + " is neither a number nor E, L or U",
        place,
        "send decimals between spaces, E where the device has no value");
  }

  private static int count(String text) {
    int count = 0;
    boolean between = true;
    for (int i = 0; i < text.length(); i++) {
      boolean space = isSpace(text.charAt(i));
      count += between && !space ? 1 : 0;
      between = space;
    }
    return count;
  }

  private static boolean isSpace(char c) {
    return c == ' '
        || ((c < '0' || c > 'z') && (Character.isWhitespace(c) || Character.isSpaceChar(c)));
  }
}
