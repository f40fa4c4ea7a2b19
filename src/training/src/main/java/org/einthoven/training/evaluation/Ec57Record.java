package org.einthoven.training.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.wfdb.WfdbAnnotation;
import org.einthoven.ecg.format.wfdb.WfdbAnnotations;
import org.einthoven.ecg.format.wfdb.WfdbHeader;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.evaluation.Ec57BeatMatch.Span;

/**
 * A record of the MIT-BIH Arrhythmia Database with what EC57 needs of its annotations.
 *
 * @param name such as {@code 100}
 * @param annotated its leads and its beats with their classes
 * @param flutter stretches of ventricular flutter or fibrillation, in which beats are not annotated
 * @param age the patient's in years, where the header gives it
 * @param sex the patient's, {@code male} or {@code female}, where the header gives it
 */
public record Ec57Record(
    String name,
    MitBih.Annotated annotated,
    List<Span> flutter,
    OptionalInt age,
    Optional<String> sex) {

  /** Copies the list. */
  public Ec57Record {
    flutter = List.copyOf(flutter);
  }

  /** Its leads. */
  public Recording recording() {
    return annotated.recording();
  }

  /** Where beats are annotated, in seconds. */
  public double[] beatSeconds() {
    double rate = recording().samplesPerSecond();
    return Arrays.stream(annotated.rPeaks()).mapToDouble(peak -> peak / rate).toArray();
  }

  /**
   * All records of a folder, by its file {@code RECORDS} where there is one.
   *
   * @throws NoSuchFileException when there are none; the message says where to get them
   */
  static List<String> names(Path folder) throws IOException {
    Path list = folder.resolve("RECORDS");
    List<String> names =
        Files.exists(list)
            ? Files.readAllLines(list).stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList()
            : List.of();
    if (names.isEmpty() || !Files.exists(folder.resolve(names.get(0) + ".atr"))) {
      throw new NoSuchFileException(
          folder
              + " does not hold the MIT-BIH Arrhythmia Database 1.0.0 (RECORDS and 48 records of"
              + " .hea, .dat and .atr); download it from "
              + MitBih.IDENTITY.address());
    }
    return names;
  }

  /**
   * Loads a record.
   *
   * @throws IOException where it is damaged
   * @throws org.einthoven.training.data.MissingDataException where it is not there
   */
  public static Ec57Record load(Path folder, String name) throws IOException {
    MitBih.Annotated annotated = new MitBih(folder).record(Integer.parseInt(name));
    double rate = annotated.recording().samplesPerSecond();
    try {
      WfdbHeader header = WfdbHeader.read(folder.resolve(name + ".hea"));
      List<Span> flutter = new ArrayList<>();
      double from = 0;
      for (WfdbAnnotation annotation : WfdbAnnotations.read(folder.resolve(name + ".atr"))) {
        double seconds = annotation.sample() / rate;
        if (annotation.mnemonic() == '[') {
          from = seconds;
        } else if (annotation.mnemonic() == ']') {
          flutter.add(new Span(from, seconds));
        }
      }
      return new Ec57Record(name, annotated, flutter, header.age(), header.sex());
    } catch (RefusedException e) {
      throw new IOException("record " + name + " cannot be read: " + e.getMessage(), e);
    }
  }
}
