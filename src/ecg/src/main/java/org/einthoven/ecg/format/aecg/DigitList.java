package org.einthoven.ecg.format.aecg;

import java.util.Arrays;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.xml.XmlCursor;

/**
 * Numbers parted by white space, read as the parser hands their text out in pieces. Whole numbers,
 * which almost all are, are read by hand.
 */
final class DigitList implements XmlCursor.TextVisitor {

  private static final int LONGEST_NUMBER = 32;

  /** A sample of real leads takes more characters than that. */
  private static final int FEWEST_BYTES_PER_DIGIT = 4;

  private final XmlCursor xml;
  private final long most;
  private final char[] token = new char[LONGEST_NUMBER];
  private int tokenLength;
  private float[] digits = new float[4096];
  private int size;

  /**
   * A list that is still empty.
   *
   * @param xml says where a bad number stands
   */
  DigitList(XmlCursor xml) {
    this.xml = xml;
    this.most = xml.limits().bytes() / FEWEST_BYTES_PER_DIGIT;
  }

  @Override
  public void text(char[] text, int from, int length) throws RefusedException {
    for (int i = from; i < from + length; i++) {
      char c = text[i];
      if (c <= ' ' || c == '\u00a0') {
        endToken();
      } else if (tokenLength < LONGEST_NUMBER) {
        token[tokenLength++] = c;
      } else {
        throw notANumber();
      }
    }
  }

  /** The digits after the last piece of text. */
  float[] toArray() throws RefusedException {
    endToken();
    return Arrays.copyOf(digits, size);
  }

  private void endToken() throws RefusedException {
    if (tokenLength == 0) {
      return;
    }
    if (size == digits.length) {
      if (size >= most) {
        throw new RefusedException(
            Reason.TOO_LARGE,
            "a lead has more than " + most + " samples",
            xml.place(),
            "send a shorter recording, or raise the configured limit");
      }
      digits = Arrays.copyOf(digits, size * 2);
    }
    digits[size++] = number();
    tokenLength = 0;
  }

  private float number() throws RefusedException {
    int start = token[0] == '-' || token[0] == '+' ? 1 : 0;
    int value = 0;
    for (int i = start; i < tokenLength; i++) {
      int digit = token[i] - '0';
      if (digit < 0 || digit > 9 || tokenLength > 9) {
        return decimal();
      }
      value = value * 10 + digit;
    }
    if (start == tokenLength) {
      throw notANumber();
    }
    return token[0] == '-' ? -value : value;
  }

  private float decimal() throws RefusedException {
    for (int i = 0; i < tokenLength; i++) {
      if ("0123456789.+-eE".indexOf(token[i]) < 0) {
        throw notANumber();
      }
    }
    try {
      float value = Float.parseFloat(new String(token, 0, tokenLength));
      if (!Float.isInfinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, without what was written.
    }
    throw notANumber();
  }

  private RefusedException notANumber() {
    return new RefusedException(
        Reason.INVALID,
        "digit " + (size + 1) + " is not a finite decimal number",
        xml.place(),
        "write the samples as numbers parted by white space, -32768 for a missing one");
  }
}
