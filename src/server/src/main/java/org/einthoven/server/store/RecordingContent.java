package org.einthoven.server.store;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;

/**
 * The canonical bytes of a recording's signal: the same rate, leads and samples give the same
 * bytes, whatever file they came from.
 *
 * <p>Layout, big-endian: {@code ECG1}; the rate as IEEE 754 double in hertz; the number of leads
 * and of samples as 32-bit integers; then for each lead the length and the UTF-8 bytes of its name
 * in {@link Lead}, and its samples as IEEE 754 single in microvolts, every NaN as 0x7fc00000.
 */
final class RecordingContent {

  private static final int MAGIC = 0x45434731;

  private RecordingContent() {}

  /** The signal of a recording, without who, when and by what. */
  record Signal(double samplesPerSecond, List<LeadSignal> leads) {}

  static byte[] encode(Recording recording) {
    List<byte[]> names =
        recording.leads().stream()
            .map(signal -> signal.lead().name().getBytes(StandardCharsets.UTF_8))
            .toList();
    int size = Integer.BYTES + Double.BYTES + 2 * Integer.BYTES;
    for (byte[] name : names) {
      size += Byte.BYTES + name.length + recording.length() * Float.BYTES;
    }
    ByteBuffer bytes = ByteBuffer.allocate(size);
    bytes.putInt(MAGIC);
    bytes.putDouble(recording.samplesPerSecond());
    bytes.putInt(names.size());
    bytes.putInt(recording.length());
    for (int i = 0; i < names.size(); i++) {
      bytes.put((byte) names.get(i).length);
      bytes.put(names.get(i));
      float[] microvolts = recording.leads().get(i).microvolts();
      int[] bits = new int[microvolts.length];
      for (int k = 0; k < bits.length; k++) {
        bits[k] = Float.floatToIntBits(microvolts[k]);
      }
      bytes.asIntBuffer().put(bits);
      bytes.position(bytes.position() + bits.length * Integer.BYTES);
    }
    return bytes.array();
  }

  /**
   * The signal that the bytes hold.
   *
   * @throws IllegalStateException when they are not what {@link #encode} makes
   */
  static Signal decode(byte[] encoded) {
    ByteBuffer bytes = ByteBuffer.wrap(encoded);
    try {
      if (bytes.getInt() != MAGIC) {
        throw new IllegalStateException("stored signal is damaged: unknown layout");
      }
      double rate = bytes.getDouble();
      int leads = bytes.getInt();
      int samples = bytes.getInt();
      List<LeadSignal> signals = new ArrayList<>();
      for (int i = 0; i < leads; i++) {
        byte[] name = new byte[bytes.get()];
        bytes.get(name);
        float[] microvolts = new float[samples];
        bytes.asFloatBuffer().get(microvolts);
        bytes.position(bytes.position() + samples * Float.BYTES);
        signals.add(
            new LeadSignal(Lead.valueOf(new String(name, StandardCharsets.UTF_8)), microvolts));
      }
      return new Signal(rate, signals);
    } catch (BufferUnderflowException e) {
      throw new IllegalStateException("stored signal is damaged: it ends early", e);
    }
  }
}
