package org.einthoven.ecg.format.wfdb;

import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.RefusedException;

/** How the digits of a signal file are packed, by {@code signal(5)}. */
enum WfdbDigits {
  /** Two bytes of two's complement each, the low byte first. */
  FORMAT_16(16, Short.MIN_VALUE) {
    @Override
    long bytes(long samples) {
      return 2 * samples;
    }

    @Override
    int digit(byte[] data, int from, int index) {
      int at = from + 2 * index;
      return (short) ((data[at] & 0xff) | (data[at + 1] << 8));
    }

    @Override
    void put(byte[] data, int index, int digit) {
      data[2 * index] = (byte) digit;
      data[2 * index + 1] = (byte) (digit >> 8);
    }
  },
  /**
   * Two 12-bit digits in three bytes: the low bytes stand first and last, the second byte holds the
   * high halves, that of the first digit below.
   */
  FORMAT_212(212, -2048) {
    @Override
    long bytes(long samples) {
      return samples / 2 * 3 + samples % 2 * 2;
    }

    @Override
    int digit(byte[] data, int from, int index) {
      int at = from + index / 2 * 3;
      int digit =
          (index & 1) == 0
              ? (data[at] & 0xff) | (data[at + 1] & 0x0f) << 8
              : (data[at + 2] & 0xff) | (data[at + 1] & 0xf0) << 4;
      return digit << 20 >> 20;
    }

    @Override
    void put(byte[] data, int index, int digit) {
      int at = index / 2 * 3;
      if ((index & 1) == 0) {
        data[at] = (byte) digit;
        data[at + 1] |= (byte) (digit >> 8 & 0x0f);
      } else {
        data[at + 2] = (byte) digit;
        data[at + 1] |= (byte) (digit >> 4 & 0xf0);
      }
    }
  };

  private final int number;
  private final int missing;

  WfdbDigits(int number, int missing) {
    this.number = number;
    this.missing = missing;
  }

  /** How many bytes so many digits take. */
  abstract long bytes(long samples);

  /** One digit of the stream that begins at byte {@code from}. */
  abstract int digit(byte[] data, int from, int index);

  /** Puts one digit into a stream that begins at byte 0 and was all zero. */
  abstract void put(byte[] data, int index, int digit);

  /** How many digits fit wholly into so many bytes. */
  long samplesIn(long bytes) {
    return this == FORMAT_16 ? bytes / 2 : bytes / 3 * 2 + (bytes % 3 == 2 ? 1 : 0);
  }

  int number() {
    return number;
  }

  /** The digit that stands for a missing sample. */
  int missing() {
    return missing;
  }

  static WfdbDigits numbered(int number, int line) throws RefusedException {
    for (WfdbDigits digits : values()) {
      if (digits.number == number) {
        return digits;
      }
    }
    throw new RefusedException(
        Reason.UNSUPPORTED,
        "WFDB signal format " + number + " is not read",
        "header line " + line,
        "convert the record to format 16 or 212, for example with PhysioNet's xform");
  }
}
