package org.einthoven.training.onnx;

/** 16-bit floats of IEEE 754, which Java 17 does not know. */
public final class HalfFloat {

  private static final int LARGEST_EXPONENT = 15;
  private static final int SMALLEST_EXPONENT = -14;
  private static final int FRACTION_BITS = 10;
  private static final short INFINITY = 0x7c00;
  private static final short NOT_A_NUMBER = 0x7e00;

  private HalfFloat() {}

  /** The bits of the nearest one, ties to even; infinite beyond 65,520. */
  static short bits(float value) {
    if (Float.isNaN(value)) {
      return NOT_A_NUMBER;
    }
    int sign = Float.floatToRawIntBits(value) < 0 ? 0x8000 : 0;
    double magnitude = Math.abs((double) value);
    int exponent = Math.max(SMALLEST_EXPONENT, Math.getExponent(magnitude));
    // In units of the last place, where rounding up may reach the next exponent by itself.
    double units = Math.rint(Math.scalb(magnitude, FRACTION_BITS - exponent));
    double largest = Math.scalb(2 - Math.scalb(1.0, -FRACTION_BITS), LARGEST_EXPONENT);
    if (Math.scalb(units, exponent - FRACTION_BITS) > largest) {
      return (short) (sign | INFINITY);
    }
    int biased = (exponent - SMALLEST_EXPONENT) << FRACTION_BITS;
    return (short) (sign | (biased + (int) units));
  }

  /** The value of the nearest 16-bit float. */
  public static float rounded(float value) {
    short bits = bits(value);
    int exponent = (bits & 0x7c00) >> FRACTION_BITS;
    int fraction = bits & 0x3ff;
    double magnitude;
    if (exponent == 0x1f) {
      magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      magnitude = Math.scalb((double) fraction, SMALLEST_EXPONENT - FRACTION_BITS);
    } else {
      magnitude = Math.scalb(fraction + 1024.0, exponent - 1 + SMALLEST_EXPONENT - FRACTION_BITS);
    }
    return (float) (bits < 0 ? -magnitude : magnitude);
  }
}
