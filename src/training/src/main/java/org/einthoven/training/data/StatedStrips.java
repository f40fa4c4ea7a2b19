package org.einthoven.training.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.einthoven.ecg.beat.BeatInputs;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.QrsDetector;
import org.einthoven.training.data.StatedStrip.Statement;

/** Reads {@link StatedStrip}s: hundreds of patients beside the two dozen of MIT-BIH's DS1. */
public final class StatedStrips {

  private static final Set<String> SINUS = Set.of("SR", "SBRAD", "STACH", "SARRH");
  private static final Set<String> FIBRILLATION = Set.of("AFIB", "AFLT");
  private static final Set<String> VENTRICULAR = Set.of("PVC", "BIGU", "TRIGU");
  private static final Set<String> SUPRAVENTRICULAR = Set.of("PAC", "PRC(S)");

  /** Paced, or with beats of which the code does not say what they are. */
  private static final Set<String> UNCLEAR = Set.of("PACE", "SVARR", "PSVT", "SVTAC");

  private static final int FEWEST_BEATS = 5;

  private StatedStrips() {}

  /** What the SCP codes of a PTB-XL record state, empty where it is unclear. */
  static Optional<Statement> statement(Set<String> codes) {
    if (!Collections.disjoint(codes, UNCLEAR)) {
      return Optional.empty();
    }
    boolean ventricular = !Collections.disjoint(codes, VENTRICULAR);
    boolean supraventricular = !Collections.disjoint(codes, SUPRAVENTRICULAR);
    if (ventricular || supraventricular) {
      return Optional.of(
          ventricular && supraventricular
              ? Statement.BOTH
              : ventricular ? Statement.VENTRICULAR : Statement.SUPRAVENTRICULAR);
    }
    if (!Collections.disjoint(codes, FIBRILLATION)) {
      return Optional.of(Statement.FIBRILLATION);
    }
    return Collections.disjoint(codes, SINUS) ? Optional.empty() : Optional.of(Statement.SINUS);
  }

  /** The records of some folds of PTB-XL whose rhythm is clear; by the leads the model takes. */
  public static List<StatedStrip> of(PtbXl database, Set<Integer> folds) throws IOException {
    List<StatedStrip> strips = new ArrayList<>();
    for (DatabaseRecord record : database.records()) {
      Optional<Statement> statement = statement(record.labels());
      if (statement.isPresent() && folds.contains(Integer.parseInt(record.part()))) {
        Optional<Recording> recording = database.recording(record);
        if (recording.isPresent()) {
          read(recording.get(), statement.get()).ifPresent(strips::add);
        }
      }
    }
    return strips;
  }

  /** The records of CinC 2017 that are called normal or atrial fibrillation. */
  public static List<StatedStrip> of(Cinc2017 database, LeftOut leftOut) throws IOException {
    List<StatedStrip> strips = new ArrayList<>();
    for (DatabaseRecord record : database.records()) {
      boolean normal = record.labels().contains(Cinc2017.Label.NORMAL.letter());
      boolean fibrillation = record.labels().contains(Cinc2017.Label.FIBRILLATION.letter());
      if (normal || fibrillation) {
        Optional<Recording> recording =
            leftOut.unlessDamaged(
                database.identity(), record.name(), () -> database.recording(record.name()));
        if (recording.isPresent()) {
          read(recording.get(), normal ? Statement.SINUS : Statement.FIBRILLATION)
              .ifPresent(strips::add);
        }
      }
    }
    return strips;
  }

  /** A strip, or nothing where it has too few beats to be compared. */
  static Optional<StatedStrip> read(Recording recording, Statement statement) {
    int[] rPeaks = QrsDetector.detect(recording);
    if (rPeaks.length < FEWEST_BEATS
        || !(BeatPreparation.prepare(recording, rPeaks).beats()
            instanceof Prepared.Ready<BeatInputs> ready)) {
      return Optional.empty();
    }
    double[] intervals = new double[rPeaks.length - 1];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = (rPeaks[i + 1] - rPeaks[i]) / recording.samplesPerSecond();
    }
    Arrays.sort(intervals);
    PatientBeats patient =
        new PatientBeats(
            0,
            BeatPreparation.beatsInMillivolts(recording, rPeaks),
            intervals[intervals.length / 2]);
    return Optional.of(
        new StatedStrip(
            statement,
            rows(ready.input().windows(), rPeaks.length),
            rows(ready.input().features(), rPeaks.length),
            patient));
  }

  private static float[][] rows(float[] flat, int rows) {
    int columns = flat.length / rows;
    float[][] split = new float[rows][];
    for (int row = 0; row < rows; row++) {
      split[row] = Arrays.copyOfRange(flat, row * columns, (row + 1) * columns);
    }
    return split;
  }
}
