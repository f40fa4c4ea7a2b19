package org.einthoven.training.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.QrsDetector;
import org.einthoven.training.data.Cpsc2019;
import org.einthoven.training.data.DatabaseRecord;
import org.einthoven.training.data.Ludb;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.data.NoiseStress;
import org.einthoven.training.evaluation.Ec57BeatMatch.Span;
import org.einthoven.training.evaluation.QrsEvaluation.OfRecord;

/**
 * The QRS detector on databases that none of its constants was chosen on, with EC57's window of 150
 * ms.
 */
final class QrsElsewhere {

  private static final int STRESSED = 118;
  private static final double CPSC_EDGE_SECONDS = 0.5;

  private QrsElsewhere() {}

  /**
   * A database, or a part of it.
   *
   * @param key for programs
   * @param words for people
   * @param records each of its records
   */
  record OfDatabase(String key, String words, List<OfRecord> records) {

    QrsCounts gross() {
      return records.stream().map(OfRecord::counts).reduce(QrsCounts.NONE, QrsCounts::plus);
    }
  }

  /**
   * Record 118 with electrode motion as strong as the ECG: from the fifth minute on, in every other
   * two minutes.
   *
   * @throws IOException when it is not there or cannot be read
   */
  static List<OfDatabase> onNoiseStress(Path folder) throws IOException {
    MitBih.Annotated record = new NoiseStress(folder).stressed(STRESSED, 0);
    QrsCounts counts =
        counts(
            record.recording(),
            record.rPeaks(),
            Ec57BeatMatch.LEARNING_SECONDS,
            Double.POSITIVE_INFINITY);
    return List.of(
        new OfDatabase(
            "nstdb",
            "NSTDB 118e00: electrode motion at 0 dB, both leads, EC57",
            List.of(new OfRecord("118e00", counts))));
  }

  /**
   * LUDB, all leads and lead II alone. A beat is where six leads or more have a QRS complex marked;
   * nothing is counted before the first such beat or after the last, since those at the ends are
   * often not marked.
   *
   * @throws IOException when it is not there or cannot be read
   */
  static List<OfDatabase> onLudb(Path folder) throws IOException {
    Ludb database = new Ludb(folder);
    List<OfRecord> all = new ArrayList<>();
    List<OfRecord> leadTwo = new ArrayList<>();
    for (DatabaseRecord record : database.records()) {
      Ludb.Annotated annotated = database.annotated(record);
      Recording recording = annotated.recording();
      int[] beats = AnnotatedBoundaries.beats(annotated.marked());
      if (beats.length > 0) {
        double rate = recording.samplesPerSecond();
        double from = beats[0] / rate - Ec57BeatMatch.WINDOW_SECONDS;
        double to = beats[beats.length - 1] / rate + Ec57BeatMatch.WINDOW_SECONDS;
        all.add(new OfRecord(record.name(), counts(recording, beats, from, to)));
        leadTwo.add(
            new OfRecord(
                record.name(), counts(EvaluateDelineation.leadTwo(recording), beats, from, to)));
      }
    }
    return List.of(
        new OfDatabase("ludb", "LUDB, twelve leads", all),
        new OfDatabase("ludbLeadII", "LUDB, lead II alone", leadTwo));
  }

  /**
   * The hard ten seconds of CPSC 2019; like the challenge, without half a second at either end.
   *
   * @throws IOException when it is not there or cannot be read
   */
  static List<OfDatabase> onCpsc2019(Path folder) throws IOException {
    Cpsc2019 database = new Cpsc2019(folder);
    List<OfRecord> records = new ArrayList<>();
    for (DatabaseRecord record : database.records()) {
      Cpsc2019.Annotated annotated = database.annotated(record);
      double to = annotated.recording().durationSeconds() - CPSC_EDGE_SECONDS;
      records.add(
          new OfRecord(
              record.name(),
              counts(annotated.recording(), annotated.rPeaks(), CPSC_EDGE_SECONDS, to)));
    }
    return List.of(
        new OfDatabase(
            "cpsc2019", "CPSC 2019, one lead, records chosen to be hard, in the folder", records));
  }

  private static QrsCounts counts(Recording recording, int[] beats, double from, double to) {
    double rate = recording.samplesPerSecond();
    return Ec57BeatMatch.of(seconds(beats, rate), seconds(QrsDetector.detect(recording), rate))
        .counts(from, List.of(new Span(to, Double.POSITIVE_INFINITY)));
  }

  private static double[] seconds(int[] samples, double rate) {
    return Arrays.stream(samples).mapToDouble(sample -> sample / rate).toArray();
  }
}
