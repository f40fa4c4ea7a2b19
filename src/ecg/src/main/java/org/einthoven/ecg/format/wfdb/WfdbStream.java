package org.einthoven.ecg.format.wfdb;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.einthoven.ecg.format.LongRecording;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.recording.Recording;

/**
 * A WFDB record of any length, read piece by piece where it lies, so that memory does not grow with
 * its length. The samples of a piece are those that {@link WfdbRecord} gives of the whole. Pieces
 * may be read by several threads at once.
 */
public final class WfdbStream implements LongRecording, Closeable {

  private static final long MAX_BYTE_OFFSET = 1L << 24;
  private static final int FRAMES_AT_ONCE = 1 << 18;

  private final WfdbHeader header;
  private final List<SignalFile> files = new ArrayList<>();
  private long length;

  /** The signals that stand sample beside sample in one file. */
  private record SignalFile(FileChannel channel, WfdbDigits digits, List<WfdbSignal> signals) {

    WfdbSignal leader() {
      return signals.get(0);
    }

    /** How many samples of each signal it holds. */
    long held() throws IOException {
      long bytes = channel.size() - leader().byteOffset();
      return bytes < 0 ? 0 : digits.samplesIn(bytes) / signals.size();
    }

    /** The first digit that a read for this sample starts at: pairs share a byte in format 212. */
    long firstDigit(long sample) {
      return sample * signals.size() / 2 * 2;
    }

    byte[] read(long from, long to) throws IOException {
      long first = firstDigit(from);
      ByteBuffer buffer =
          ByteBuffer.allocate(Math.toIntExact(digits.bytes(to * signals.size() - first)));
      long position = leader().byteOffset() + digits.bytes(first);
      while (buffer.hasRemaining()) {
        int count = channel.read(buffer, position + buffer.position());
        if (count < 0) {
          throw new IOException("a signal file became shorter while it was read");
        }
      }
      return buffer.array();
    }
  }

  private WfdbStream(WfdbHeader header) {
    this.header = header;
  }

  /**
   * Opens a record whose signals are all ECG leads.
   *
   * @param headerFile the {@code .hea} file; the signal files stand beside it
   * @throws IOException when the header is not there or a file cannot be read
   * @throws RefusedException when the record is damaged or of a kind that is not read here
   */
  public static WfdbStream open(Path headerFile) throws IOException, RefusedException {
    Path folder = headerFile.toAbsolutePath().getParent();
    WfdbStream stream = new WfdbStream(WfdbHeader.read(headerFile));
    try {
      stream.openFiles(folder == null ? Path.of("/") : folder);
      stream.read(0, 1);
    } catch (IOException | RefusedException | RuntimeException e) {
      stream.close();
      throw e;
    }
    return stream;
  }

  private void openFiles(Path folder) throws IOException, RefusedException {
    List<WfdbSignal> signals = header.signals();
    for (int first = 0; first < signals.size(); ) {
      int end = first + 1;
      while (end < signals.size() && signals.get(end).file().equals(signals.get(first).file())) {
        end++;
      }
      files.add(openFile(folder, signals.subList(first, end)));
      first = end;
    }
    long wanted = header.length() == 0 ? files.get(0).held() : header.length();
    for (SignalFile file : files) {
      if (file.held() < wanted || wanted == 0) {
        throw new RefusedException(
            wanted == 0 ? Reason.EMPTY : Reason.MALFORMED,
            "the signal file ends after " + file.held() + " of " + wanted + " samples",
            "the signal file of header line " + file.leader().line(),
            "give the whole signal file, or the header that belongs to it");
      }
    }
    length = wanted;
  }

  private static SignalFile openFile(Path folder, List<WfdbSignal> signals)
      throws IOException, RefusedException {
    WfdbSignal leader = signals.get(0);
    WfdbDigits digits = WfdbDigits.numbered(leader.format(), leader.line());
    for (WfdbSignal signal : signals) {
      if (signal.format() != leader.format()) {
        throw new RefusedException(
            Reason.INVALID,
            "signals of one file differ in format",
            "header line " + signal.line(),
            "write one format for all signals of a file");
      }
    }
    if (leader.byteOffset() > MAX_BYTE_OFFSET) {
      throw new RefusedException(
          Reason.TOO_LARGE,
          "the samples begin too far behind the beginning of the file",
          "header line " + leader.line(),
          "write the record without a prolog");
    }
    try {
      Path file = folder.resolve(leader.file());
      return new SignalFile(FileChannel.open(file, StandardOpenOption.READ), digits, signals);
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new RefusedException(
          Reason.INVALID,
          "the signal file that the header names is missing",
          "header line " + leader.line(),
          "put the signal file beside its header, under the name in the header");
    }
  }

  /** The header. */
  public WfdbHeader header() {
    return header;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public double samplesPerSecond() {
    return header.samplesPerSecond();
  }

  @Override
  public OptionalInt patientYears() {
    return header.age();
  }

  @Override
  public Recording read(long from, long to) throws IOException, RefusedException {
    if (from < 0 || to <= from || to > length) {
      throw new IllegalArgumentException("a piece lies within the record");
    }
    List<float[]> microvolts = new ArrayList<>();
    List<WfdbSignal> unsummed = new ArrayList<>();
    for (SignalFile file : files) {
      int latest = file.signals().stream().mapToInt(WfdbSignal::skew).max().orElse(0);
      long end = Math.min(length, to + latest);
      byte[] data = file.read(from, end);
      for (int place = 0; place < file.signals().size(); place++) {
        microvolts.add(decode(file, place, data, from, to, end));
        unsummed.add(withoutSum(file.signals().get(place)));
      }
    }
    WfdbHeader ofPiece =
        new WfdbHeader(
            header.record(),
            header.samplesPerSecond(),
            to - from,
            null,
            unsummed,
            header.comments());
    return new WfdbRecord(ofPiece, microvolts, new int[unsummed.size()]).toRecording();
  }

  private static float[] decode(
      SignalFile file, int place, byte[] data, long from, long to, long end)
      throws RefusedException {
    WfdbSignal signal = file.signals().get(place);
    WfdbDigits digits = file.digits();
    int width = file.signals().size();
    double perDigit = WfdbSignalReader.microvoltsPerUnit(signal) / signal.gain();
    double baseline = signal.baseline();
    float[] values = new float[(int) (to - from)];
    int first = (int) (from * width - file.firstDigit(from)) + place;
    int stored = (int) Math.min(values.length, end - from - signal.skew());
    for (int i = 0; i < stored; i++) {
      int digit = digits.digit(data, 0, first + (i + signal.skew()) * width);
      values[i] = digit == digits.missing() ? Float.NaN : (float) ((digit - baseline) * perDigit);
    }
    // A skewed signal is stored late: its last samples lie behind the end of the file.
    Arrays.fill(values, Math.max(0, stored), values.length, Float.NaN);
    return values;
  }

  private static WfdbSignal withoutSum(WfdbSignal signal) {
    return new WfdbSignal(
        signal.file(),
        signal.format(),
        signal.skew(),
        signal.byteOffset(),
        signal.gain(),
        signal.calibrated(),
        signal.baseline(),
        signal.unit(),
        null,
        signal.name(),
        signal.line());
  }

  /**
   * What a reader of the record should know of it: where the default gain stands in and where the
   * header's checksum disagrees with the samples. Reads all samples once.
   *
   * @throws IOException when a file cannot be read
   * @throws RefusedException when a signal is no ECG lead
   */
  public List<String> notes() throws IOException, RefusedException {
    int[] sums = new int[header.signals().size()];
    int first = 0;
    for (SignalFile file : files) {
      int width = file.signals().size();
      for (long from = 0; from < length; from += FRAMES_AT_ONCE) {
        long to = Math.min(length, from + FRAMES_AT_ONCE);
        byte[] data = file.read(from, to);
        int skipped = (int) (from * width - file.firstDigit(from));
        for (int i = 0; i < (to - from) * width; i++) {
          sums[first + i % width] += file.digits().digit(data, 0, skipped + i);
        }
      }
      first += width;
    }
    List<float[]> one = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      sums[i] = (short) sums[i];
      one.add(new float[1]);
    }
    return new WfdbRecord(header, one, sums).toRecording().source().notes();
  }

  @Override
  public void close() throws IOException {
    for (SignalFile file : files) {
      file.channel().close();
    }
  }
}
