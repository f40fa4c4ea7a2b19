package org.einthoven.training.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.format.wfdb.WfdbAnnotation;
import org.einthoven.ecg.format.wfdb.WfdbAnnotations;
import org.einthoven.ecg.format.wfdb.WfdbWriter;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;

/** WFDB records with a beat every 0.8 s, the first at 0.4 s. */
public final class WrittenRecords {

  private WrittenRecords() {}

  public static int beatAt(int beat, double rate) {
    return (int) Math.round((0.4 + 0.8 * beat) * rate);
  }

  public static void write(Path folder, String name, double rate, int seconds, Lead... leads)
      throws IOException {
    List<LeadSignal> signals = new ArrayList<>();
    for (int lead = 0; lead < leads.length; lead++) {
      float[] samples = new float[(int) (seconds * rate)];
      for (int beat = 0; beatAt(beat, rate) < samples.length; beat++) {
        int r = beatAt(beat, rate);
        for (int i = Math.max(0, r - 200); i < Math.min(samples.length, r + 200); i++) {
          double distance = (i - r) / (0.012 * rate);
          samples[i] += (float) ((1000 + 50 * lead) * Math.exp(-distance * distance / 2));
        }
      }
      signals.add(new LeadSignal(leads[lead], samples));
    }
    Recording recording = new Recording(signals, rate, null, null, null, Source.of("test"));
    WfdbWriter.format16(1000).write(recording, name, Files.createDirectories(folder));
  }

  public static void annotate(Path folder, String name, double rate, String letters)
      throws IOException {
    List<WfdbAnnotation> annotations = new ArrayList<>();
    annotations.add(WfdbAnnotation.of(5, '+'));
    for (int beat = 0; beat < letters.length(); beat++) {
      annotations.add(WfdbAnnotation.of(beatAt(beat, rate), letters.charAt(beat)));
    }
    try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".atr"))) {
      WfdbAnnotations.write(annotations, out);
    }
  }

  /** A record of the challenge of 2017, {@code NAME.mat}; returns the bytes of the file. */
  public static byte[] challenge(Path folder, String name, int... digits) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(24 + 2 * digits.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(30).putInt(1).putInt(digits.length).putInt(0).putInt(4);
    buffer.put(new byte[] {'v', 'a', 'l', 0});
    for (int digit : digits) {
      buffer.putShort((short) digit);
    }
    Files.write(folder.resolve(name + ".mat"), buffer.array());
    return buffer.array();
  }
}
