package org.einthoven.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.einthoven.ecg.beat.AnnotationLetter;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.MedianBeat;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.beat.PreparedRecording;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.wfdb.WfdbAnnotation;
import org.einthoven.ecg.format.wfdb.WfdbAnnotations;
import org.einthoven.ecg.format.wfdb.WfdbHeader;
import org.einthoven.ecg.format.wfdb.WfdbRecord;
import org.einthoven.ecg.format.wfdb.WfdbSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.QrsDetector;

/**
 * The WFDB records of a database, checked against what its files say of themselves: the published
 * SHA-256, the rate, and the 16-bit sum of each signal's digits in the header ({@code header(5)}).
 */
final class WfdbSource {

  private static final String AGAIN = "Download the record again.";

  private final double samplesPerSecond;
  private final PublishedSums sums;

  /**
   * The records of a folder.
   *
   * @param samplesPerSecond the rate that every record has
   */
  WfdbSource(Path folder, double samplesPerSecond) {
    this.samplesPerSecond = samplesPerSecond;
    this.sums = new PublishedSums(folder);
  }

  /**
   * Beats as they are annotated.
   *
   * @param rPeaks their samples
   * @param classes what each is
   */
  record Beats(int[] rPeaks, List<BeatClass> classes) {}

  /**
   * A record with all its signals.
   *
   * @throws DamagedDataException where it is truncated or not what its header says
   */
  WfdbRecord record(Path header) throws IOException {
    String name = name(header);
    sums.check(present(header));
    WfdbRecord record;
    try {
      record = WfdbRecord.load(header);
    } catch (RefusedException e) {
      throw refused(name, e);
    }
    for (WfdbSignal signal : record.header().signals()) {
      sums.check(header.resolveSibling(signal.file()));
    }
    double rate = record.header().samplesPerSecond();
    if (rate != samplesPerSecond) {
      throw new DamagedDataException(
          name,
          String.format(Locale.ROOT, "it is at %s Hz, the database at %s", rate, samplesPerSecond),
          "Take the record of this database, not one resampled from it.");
    }
    checkSums(name, record);
    return record;
  }

  /** What a record's header says, without its signals. */
  static WfdbHeader header(Path header) throws IOException {
    try {
      return WfdbHeader.read(header);
    } catch (RefusedException e) {
      throw refused(name(header), e);
    }
  }

  private static void checkSums(String name, WfdbRecord record) throws DamagedDataException {
    List<WfdbSignal> signals = record.header().signals();
    for (int i = 0; i < signals.size(); i++) {
      Integer expected = signals.get(i).checksum();
      // Several databases write 0 for "not computed".
      if (expected != null && expected != 0 && expected != record.checksum(i)) {
        throw new DamagedDataException(
            name,
            "the samples of signal "
                + i
                + " sum up to "
                + record.checksum(i)
                + ", its header says "
                + expected,
            AGAIN);
      }
    }
  }

  /** A record as an ECG; as {@link #record}. */
  Recording recording(Path header) throws IOException {
    try {
      return record(header).toRecording();
    } catch (RefusedException e) {
      throw refused(name(header), e);
    }
  }

  /**
   * The median beat of a record whose first file is its header, [12 × 90] in millivolts, or nothing
   * where the record is left out. Beats are detected.
   */
  Optional<float[]> medianBeat(DatabaseRecord record, DatabaseIdentity database, LeftOut leftOut)
      throws IOException {
    Optional<PreparedRecording> read = prepared(record, database, leftOut);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    Prepared<MedianBeat> prepared = read.get().medianBeat();
    if (prepared instanceof Prepared.Ready<MedianBeat> ready) {
      return Optional.of(ready.input().millivolts());
    }
    leftOut.add(database, record.name(), ((Prepared.NotPossible<MedianBeat>) prepared).reason());
    return Optional.empty();
  }

  /** A record as the model reads it, its beats detected; nothing where it is left out. */
  Optional<PreparedRecording> prepared(
      DatabaseRecord record, DatabaseIdentity database, LeftOut leftOut) throws IOException {
    return leftOut
        .unlessDamaged(database, record.name(), () -> recording(record.files().get(0)))
        .map(recording -> BeatPreparation.prepare(recording, QrsDetector.detect(recording)));
  }

  /**
   * The beats of the {@code .atr} file beside a header.
   *
   * @throws DamagedDataException where it is damaged, or a beat's letter has no class in EC57: to
   *     pass over such a beat would make its neighbours' intervals wrong
   */
  Beats beats(Path header, int length) throws IOException {
    String name = name(header).replaceFirst("\\.hea$", ".atr");
    Path file = present(header.resolveSibling(name));
    sums.check(file);
    List<Integer> peaks = new ArrayList<>();
    List<BeatClass> classes = new ArrayList<>();
    try {
      for (WfdbAnnotation annotation : WfdbAnnotations.read(file)) {
        var known = AnnotationLetter.beatClass(annotation.mnemonic());
        if (known.isPresent()) {
          if (annotation.sample() >= length) {
            throw new DamagedDataException(name, "a beat lies behind the last sample", AGAIN);
          }
          peaks.add(Math.toIntExact(annotation.sample()));
          classes.add(known.get());
        } else if (annotation.isBeat() || annotation.mnemonic() == ' ') {
          throw new DamagedDataException(
              name,
              "annotation code "
                  + annotation.code()
                  + (annotation.isBeat() ? " (" + annotation.mnemonic() + ")" : "")
                  + " at sample "
                  + annotation.sample()
                  + " has no class",
              "Take the annotations of the version named.");
        }
      }
    } catch (RefusedException e) {
      throw refused(name, e);
    }
    return new Beats(peaks.stream().mapToInt(Integer::intValue).toArray(), classes);
  }

  private static Path present(Path file) throws DamagedDataException {
    if (!Files.exists(file)) {
      throw new DamagedDataException(name(file), "it is missing", AGAIN);
    }
    return file;
  }

  private static DamagedDataException refused(String name, RefusedException e) {
    return new DamagedDataException(name, String.valueOf(e.getMessage()), AGAIN);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
