package org.einthoven.fhir.recording;

import java.util.Arrays;
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

  /** Characters per sample in common recordings; a wrong guess only grows the array. */
  private static final int GUESSED_CHARACTERS = 3;

  private final char[] text;
  private final String place;
  private int at;

  private SampleText(char[] text, String place) {
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
    return new SampleText(text.toCharArray(), place).decode(scale, most);
  }

  private Samples decode(Scale scale, int most) {
    float[] microvolts = new float[Math.min(most, text.length / GUESSED_CHARACTERS) + 1];
    int count = 0;
    int missing = 0;
    for (skipSpace(); at < text.length; skipSpace()) {
      if (count == most) {
        throw new Refusal(
            ReadResult.Reason.TOO_LARGE,
            "there are more samples than are accepted",
            place,
            "send a shorter recording or parts of it");
      }
      if (count == microvolts.length) {
        microvolts = Arrays.copyOf(microvolts, count + count / 2 + 1);
      }
      double value = value(count);
      if (Double.isNaN(value)) {
        microvolts[count++] = Float.NaN;
        missing++;
        continue;
      }
      float scaled = scale.apply(value);
      if (!Float.isFinite(scaled)) {
        throw Refusal.invalid(
            "value " + (count + 1) + " is larger than any voltage",
            place,
            "check factor and origin");
      }
      microvolts[count++] = scaled;
    }
    return new Samples(
        count == microvolts.length ? microvolts : Arrays.copyOf(microvolts, count), missing);
  }

  private void skipSpace() {
    while (at < text.length && isSpace(text[at])) {
      at++;
    }
  }

  /** The next value, NaN for E, L and U; moves past it. */
  private double value(int index) {
    int start = at;
    int next = at;
    boolean negative = text[next] == '-';
    if (negative || text[next] == '+') {
      next++;
    }
    int first = next;
    long digits = 0;
    int point = -1;
    for (; next < text.length; next++) {
      char c = text[next];
      if (c >= '0' && c <= '9') {
        if (digits > EXACT) {
          return slowly(start, index);
        }
        digits = digits * 10 + (c - '0');
      } else if (c == '.' && point < 0) {
        point = next;
      } else if (isSpace(c)) {
        break;
      } else {
        return slowly(start, index);
      }
    }
    int decimals = point < 0 ? 0 : next - point - 1;
    if (next - first == (point < 0 ? 0 : 1)) {
      throw notANumber(index);
    }
    if (digits > EXACT || decimals >= POWERS_OF_TEN.length) {
      return slowly(start, index);
    }
    at = next;
    double value = decimals == 0 ? digits : digits / POWERS_OF_TEN[decimals];
    return negative ? -value : value;
  }

  /** E, L, U, numbers with an exponent and numbers of very many digits. */
  private double slowly(int start, int index) {
    at = start;
    while (at < text.length && !isSpace(text[at])) {
      at++;
    }
    String token = new String(text, start, at - start);
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

  private static boolean isSpace(char c) {
    return c <= ' '
        ? c == ' ' || Character.isWhitespace(c)
        : c > '~' && (Character.isWhitespace(c) || Character.isSpaceChar(c));
  }
}
