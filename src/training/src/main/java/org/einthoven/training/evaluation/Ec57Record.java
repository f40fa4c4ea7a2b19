package org.einthoven.training.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.wfdb.WfdbAnnotation;
import org.einthoven.ecg.format.wfdb.WfdbAnnotations;
import org.einthoven.ecg.format.wfdb.WfdbRecord;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.training.evaluation.Ec57BeatMatch.Span;

/**
 * A record of the MIT-BIH Arrhythmia Database with what EC57 needs of its annotations.
 *
 * @param name such as {@code 100}
 * @param recording its leads
 * @param beatSeconds where beats are annotated
 * @param flutter stretches of ventricular flutter or fibrillation, in which beats are not annotated
 */
record Ec57Record(String name, Recording recording, double[] beatSeconds, List<Span> flutter) {

  private static final String ADDRESS = "https://physionet.org/content/mitdb/1.0.0/";

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
              + ADDRESS);
    }
    return names;
  }

  static Ec57Record load(Path folder, String name) throws IOException {
    try {
      Recording recording = WfdbRecord.load(folder.resolve(name + ".hea")).toRecording();
      double rate = recording.samplesPerSecond();
      List<Double> beats = new ArrayList<>();
      List<Span> flutter = new ArrayList<>();
      double flutterFrom = 0;
      for (WfdbAnnotation annotation : WfdbAnnotations.read(folder.resolve(name + ".atr"))) {
        double seconds = annotation.sample() / rate;
        if (annotation.isBeat()) {
          beats.add(seconds);
        } else if (annotation.mnemonic() == '[') {
          flutterFrom = seconds;
        } else if (annotation.mnemonic() == ']') {
          flutter.add(new Span(flutterFrom, seconds));
        }
      }
      double[] times = beats.stream().mapToDouble(Double::doubleValue).toArray();
      return new Ec57Record(name, recording, times, flutter);
    } catch (RefusedException e) {
      throw new IOException("record " + name + " cannot be read: " + e.getMessage(), e);
    }
  }
}
