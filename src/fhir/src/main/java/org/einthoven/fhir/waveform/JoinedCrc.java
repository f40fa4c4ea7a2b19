package org.einthoven.fhir.waveform;

import java.util.zip.CRC32;

/**
 * The CRC-32 of bytes of which some are known by their own CRC alone. The CRC of two texts one
 * behind the other is that of the first, times x to the power of the second's bits, plus that of
 * the second, as polynomials over GF(2) modulo that of ISO 3309.
 */
final class JoinedCrc {

  /** The polynomial of ISO 3309, the lowest power in the highest bit. */
  private static final int POLYNOMIAL = 0xEDB88320;

  private static final int ONE = 1 << 31;
  private static final int X = 1 << 30;

  private final CRC32 open = new CRC32();
  private long openLength;
  private int crc;
  private long length;

  /** Adds bytes. */
  void add(byte[] bytes, int count) {
    open.update(bytes, 0, count);
    openLength += count;
  }

  /** Adds so many bytes of this CRC. */
  void add(int other, long count) {
    close();
    join(other, count);
  }

  int value() {
    close();
    return crc;
  }

  long length() {
    return length + openLength;
  }

  private void close() {
    if (openLength > 0) {
      join((int) open.getValue(), openLength);
      open.reset();
      openLength = 0;
    }
  }

  private void join(int other, long count) {
    crc = times(power(count * Byte.SIZE), crc) ^ other;
    length += count;
  }

  /** x to a power. */
  private static int power(long exponent) {
    int result = ONE;
    int square = X;
    for (long left = exponent; left > 0; left >>= 1) {
      if ((left & 1) == 1) {
        result = times(square, result);
      }
      square = times(square, square);
    }
    return result;
  }

  private static int times(int one, int other) {
    int product = 0;
    int shifted = other;
    for (int bit = ONE; bit != 0; bit >>>= 1) {
      if ((one & bit) != 0) {
        product ^= shifted;
      }
      shifted = (shifted >>> 1) ^ ((shifted & 1) == 0 ? 0 : POLYNOMIAL);
    }
    return product;
  }
}
