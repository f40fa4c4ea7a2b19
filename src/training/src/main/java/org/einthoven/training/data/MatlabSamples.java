package org.einthoven.training.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * One channel of 16-bit samples in a MATLAB level 4 file, as the PhysioNet challenges write it:
 * five 32-bit numbers (type, rows, columns, imaginary part, length of the name), the name {@code
 * val} with its zero byte, then the samples; all little-endian.
 */
final class MatlabSamples {

  /** Bytes before the first sample. */
  static final int HEADER_BYTES = 24;

  /** Little-endian, full, 16-bit signed. */
  private static final int TYPE_INT16 = 30;

  private static final int NAME_LENGTH = 4;
  private static final String AGAIN = "Download the file again.";

  private MatlabSamples() {}

  /**
   * The samples.
   *
   * @param bytes the whole file
   * @param file for the message
   * @throws DamagedDataException where the file is shorter or longer than it says, or holds
   *     something else
   */
  static short[] read(byte[] bytes, Path file) throws DamagedDataException {
    String name = String.valueOf(file.getFileName());
    if (bytes.length < HEADER_BYTES) {
      throw new DamagedDataException(
          name,
          "truncated: " + bytes.length + " bytes, and the header alone has " + HEADER_BYTES,
          AGAIN);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int type = buffer.getInt();
    int rows = buffer.getInt();
    int columns = buffer.getInt();
    int imaginary = buffer.getInt();
    int nameLength = buffer.getInt();
    if (type != TYPE_INT16 || rows != 1 || imaginary != 0 || nameLength != NAME_LENGTH) {
      throw new DamagedDataException(
          name,
          "not one row of 16-bit samples in a MATLAB level 4 file",
          "Give the challenge's own .mat files.");
    }
    long expected = HEADER_BYTES + 2L * columns;
    if (columns < 1 || bytes.length != expected) {
      throw new DamagedDataException(
          name,
          (bytes.length < expected ? "truncated" : "of another length than its header says")
              + ": "
              + bytes.length
              + " bytes instead of "
              + expected,
          AGAIN);
    }
    short[] samples = new short[columns];
    buffer.position(HEADER_BYTES);
    buffer.asShortBuffer().get(samples);
    return samples;
  }
}
