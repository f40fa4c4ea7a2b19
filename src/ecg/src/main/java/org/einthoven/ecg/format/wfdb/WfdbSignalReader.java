package org.einthoven.ecg.format.wfdb;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.VoltageUnit;

/** Reads the signal files of one header. */
final class WfdbSignalReader {

  /** 24 hours of 3 leads at 500 Hz; above that the samples alone take half a gigabyte. */
  private static final long MAX_SAMPLES = 1L << 27;

  private static final long MAX_BYTE_OFFSET = 1L << 24;

  private final WfdbHeader header;
  private final WfdbFiles files;
  private final List<float[]> microvolts = new ArrayList<>();
  private final int[] checksums;

  WfdbSignalReader(WfdbHeader header, WfdbFiles files) {
    this.header = header;
    this.files = files;
    this.checksums = new int[header.signals().size()];
  }

  WfdbRecord read() throws IOException, RefusedException {
    List<WfdbSignal> signals = header.signals();
    if (header.length() > MAX_SAMPLES / signals.size()) {
      throw tooLarge();
    }
    for (int first = 0; first < signals.size(); ) {
      int end = first + 1;
      while (end < signals.size() && signals.get(end).file().equals(signals.get(first).file())) {
        end++;
      }
      readGroup(signals.subList(first, end), first);
      first = end;
    }
    return new WfdbRecord(header, microvolts, checksums);
  }

  /** Signals of one file stand sample beside sample. */
  private void readGroup(List<WfdbSignal> group, int first) throws IOException, RefusedException {
    WfdbSignal leader = group.get(0);
    WfdbDigits digits = WfdbDigits.numbered(leader.format(), leader.line());
    for (WfdbSignal signal : group) {
      if (signal.format() != leader.format()) {
        throw new RefusedException(
            Reason.INVALID,
            "signals of one file differ in format",
            "header line " + signal.line(),
            "write one format for all signals of a file");
      }
    }
    if (leader.byteOffset() > MAX_BYTE_OFFSET) {
      throw tooLarge();
    }
    int from = (int) leader.byteOffset();
    int width = group.size();
    byte[] data = bytes(leader, digits, from, width);
    long held = data.length < from ? 0 : digits.samplesIn(data.length - from) / width;
    long wanted = header.length() == 0 ? length(held) : header.length();
    if (held < wanted || wanted == 0) {
      throw new RefusedException(
          wanted == 0 ? Reason.EMPTY : Reason.MALFORMED,
          "the signal file ends after " + held + " of " + wanted + " samples of each signal",
          "byte " + data.length + " of the signal file of header line " + leader.line(),
          "send the whole signal file, or the header that belongs to it");
    }
    for (int i = 0; i < width; i++) {
      microvolts.add(decode(group.get(i), digits, data, from, i, width, (int) wanted, first + i));
    }
  }

  /** Without a length in the header the first file says it, and the others follow. */
  private long length(long held) {
    return microvolts.isEmpty() ? held : microvolts.get(0).length;
  }

  private byte[] bytes(WfdbSignal leader, WfdbDigits digits, int from, int width)
      throws IOException, RefusedException {
    long most = header.length() == 0 ? MAX_SAMPLES : header.length() * width;
    try (InputStream in = files.open(leader.file())) {
      byte[] data = in.readNBytes((int) (from + digits.bytes(most)));
      if (header.length() == 0 && in.read() >= 0) {
        throw tooLarge();
      }
      return data;
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new RefusedException(
          Reason.INVALID,
          "the signal file that the header names is missing",
          "header line " + leader.line(),
          "send the signal file together with its header, under the name in the header");
    }
  }

  private float[] decode(
      WfdbSignal signal,
      WfdbDigits digits,
      byte[] data,
      int from,
      int offset,
      int width,
      int length,
      int place)
      throws RefusedException {
    double perDigit = microvoltsPerUnit(signal) / signal.gain();
    double baseline = signal.baseline();
    float[] values = new float[length];
    // A skewed signal is stored late: its last samples lie behind the end of the file.
    if (signal.skew() > 0) {
      Arrays.fill(values, Float.NaN);
    }
    int sum = 0;
    for (int i = 0; i < length; i++) {
      int digit = digits.digit(data, from, i * width + offset);
      sum += digit;
      int at = i - signal.skew();
      if (at >= 0) {
        values[at] =
            digit == digits.missing() ? Float.NaN : (float) ((digit - baseline) * perDigit);
      }
    }
    checksums[place] = (short) sum;
    return values;
  }

  static double microvoltsPerUnit(WfdbSignal signal) throws RefusedException {
    OptionalDouble factor = VoltageUnit.microvoltsPer(signal.unit());
    if (factor.isEmpty()) {
      throw new RefusedException(
          Reason.UNSUPPORTED,
          "the signal's unit is none of V, mV, uV and nV",
          "header line " + signal.line(),
          "send ECG signals only, in a unit of voltage");
    }
    return factor.getAsDouble();
  }

  private static RefusedException tooLarge() {
    return new RefusedException(
        Reason.TOO_LARGE,
        "the record holds more than " + MAX_SAMPLES + " samples",
        "header line 1",
        "cut the record into shorter ones");
  }
}
