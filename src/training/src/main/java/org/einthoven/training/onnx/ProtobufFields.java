package org.einthoven.training.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fields of one Protocol Buffers message, taken apart so far as is needed to write it again
 * with some of them changed; the counterpart of {@link ProtobufWriter}.
 *
 * @param fields in the order in which they stand
 */
record ProtobufFields(List<Field> fields) {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;

  /**
   * A field.
   *
   * @param number of the field
   * @param whole its value where it is a whole number, otherwise 0
   * @param content its bytes where it is text, bytes or a message, otherwise empty
   * @param encoded all of it, tag included
   */
  record Field(int number, long whole, byte[] content, byte[] encoded) {}

  /**
   * Takes a message apart.
   *
   * @throws IllegalArgumentException where the bytes are no message
   */
  static ProtobufFields of(byte[] message) {
    List<Field> fields = new ArrayList<>();
    int[] at = {0};
    while (at[0] < message.length) {
      int start = at[0];
      long tag = varint(message, at);
      long whole = 0;
      byte[] content = {};
      switch ((int) (tag & 7)) {
        case VARINT -> whole = varint(message, at);
        case FIXED_64 -> at[0] += Long.BYTES;
        case FIXED_32 -> at[0] += Integer.BYTES;
        case LENGTH_DELIMITED -> {
          int length = Math.toIntExact(varint(message, at));
          if (length < 0 || length > message.length - at[0]) {
            throw new IllegalArgumentException("the message ends within a field");
          }
          content = Arrays.copyOfRange(message, at[0], at[0] + length);
          at[0] += length;
        }
        default -> throw new IllegalArgumentException("wire type " + (tag & 7) + " is not known");
      }
      if (at[0] > message.length) {
        throw new IllegalArgumentException("the message ends within a field");
      }
      byte[] encoded = Arrays.copyOfRange(message, start, at[0]);
      fields.add(new Field((int) (tag >>> 3), whole, content, encoded));
    }
    return new ProtobufFields(fields);
  }

  private static long varint(byte[] message, int[] at) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (at[0] >= message.length) {
        throw new IllegalArgumentException("the message ends within a number");
      }
      byte next = message[at[0]++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number is too long");
  }
}
