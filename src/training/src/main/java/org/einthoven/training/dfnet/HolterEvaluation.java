package org.einthoven.training.dfnet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.format.LongRecording;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.wfdb.WfdbAnnotation;
import org.einthoven.ecg.format.wfdb.WfdbAnnotations;
import org.einthoven.ecg.format.wfdb.WfdbStream;
import org.einthoven.ecg.holter.HeartRates;
import org.einthoven.ecg.holter.HolterBeats;
import org.einthoven.ecg.holter.HolterPeriod;
import org.einthoven.ecg.holter.HolterPiece;
import org.einthoven.ecg.holter.HolterStretch;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.rhythm.VentricularPatterns;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.holter.HolterReader;
import org.einthoven.inference.holter.HolterReading;
import org.einthoven.training.data.MitBih;

/**
 * The reading of long recordings against the annotations of MIT-BIH, record by record, and what
 * changes when the same records are cut elsewhere.
 */
final class HolterEvaluation {

  /**
   * The first half hour cut in one, two and three pieces; and where blocks do not stay in place.
   */
  static final List<HolterPiece.Cut> CUTS =
      List.of(
          HolterPiece.Cut.STANDARD,
          new HolterPiece.Cut(900, 60),
          new HolterPiece.Cut(600, 60),
          new HolterPiece.Cut(700, 60));

  private static final double CUT_SECONDS = 1800;

  private static final double SAME_BEAT_SECONDS = 0.15;

  private HolterEvaluation() {}

  /**
   * One side of a record: what is annotated, or what was found.
   *
   * @param beats how many beats
   * @param ventricular how many of class V
   * @param supraventricular how many of class S
   * @param couplets of ventricular beats
   * @param runs of ventricular beats
   * @param perMinute the mean heart rate
   * @param longestSeconds the longest RR interval
   */
  record Side(
      int beats,
      int ventricular,
      int supraventricular,
      int couplets,
      int runs,
      double perMinute,
      double longestSeconds) {}

  /**
   * One record.
   *
   * @param number such as 100
   * @param annotated the truth
   * @param found the reading
   * @param notJudgedSeconds the longest time between beats that the reading does not judge, 0 for
   *     none
   * @param notReadMinutes for how long nothing was read
   * @param fibrillation minutes of it: annotated and stated, stated only, annotated only
   * @param cuts of {@link #CUTS}
   */
  record OfRecord(
      int number,
      Side annotated,
      Side found,
      double notJudgedSeconds,
      double notReadMinutes,
      double[] fibrillation,
      List<OfCut> cuts) {}

  /**
   * One record in one cut.
   *
   * @param beats how many there are
   * @param changed how many are of another class than in one piece
   * @param unmatched how many only one of the two readings has
   * @param right how many are annotated as the class they were given
   */
  record OfCut(int beats, int changed, int unmatched, int right) {}

  static OfRecord of(Path folder, int number, DfnetModel model)
      throws IOException, RefusedException {
    MitBih.Annotated truth = new MitBih(folder).record(number);
    try (WfdbStream stream = WfdbStream.open(folder.resolve(number + ".hea"))) {
      HolterReading reading = new HolterReader(model, HolterPiece.Cut.STANDARD, 1).read(stream);
      HolterPeriod whole = reading.summary().whole();
      return new OfRecord(
          number,
          annotated(truth),
          found(whole),
          reading
              .summary()
              .longestUnjudged()
              .map(gap -> gap.toSeconds() - gap.fromSeconds())
              .orElse(0.0),
          whole.notReadMinutes(),
          fibrillation(
              folder.resolve(number + ".atr"),
              stream.samplesPerSecond(),
              stream.durationSeconds(),
              reading.findings().fibrillation()),
          cuts(stream, truth, model));
    }
  }

  private static List<OfCut> cuts(LongRecording whole, MitBih.Annotated truth, DfnetModel model)
      throws IOException, RefusedException {
    LongRecording halfHour = new Beginning(whole, (long) (CUT_SECONDS * whole.samplesPerSecond()));
    HolterBeats.Builder annotated = new HolterBeats.Builder();
    for (int i = 0; i < truth.rPeaks().length && truth.rPeaks()[i] < halfHour.length(); i++) {
      annotated.add(
          truth.rPeaks()[i] / whole.samplesPerSecond(), Optional.of(truth.classes().get(i)), 1);
    }
    HolterBeats expected = annotated.build();
    HolterBeats uncut = null;
    List<OfCut> cuts = new ArrayList<>();
    for (HolterPiece.Cut cut : CUTS) {
      HolterBeats beats = new HolterReader(model, cut, 1).read(halfHour).findings().beats();
      uncut = uncut == null ? beats : uncut;
      int[] differences = differences(uncut, beats);
      int[] errors = differences(expected, beats);
      int matched = (expected.count() + beats.count() - errors[1]) / 2;
      cuts.add(new OfCut(beats.count(), differences[0], differences[1], matched - errors[0]));
    }
    return cuts;
  }

  /** The beginning of a recording. */
  private record Beginning(LongRecording whole, long length) implements LongRecording {

    @Override
    public double samplesPerSecond() {
      return whole.samplesPerSecond();
    }

    @Override
    public OptionalInt patientYears() {
      return whole.patientYears();
    }

    @Override
    public Recording read(long from, long to) throws IOException, RefusedException {
      return whole.read(from, to);
    }
  }

  private static Side found(HolterPeriod whole) {
    return new Side(
        whole.beats(),
        whole.count(BeatClass.V),
        whole.count(BeatClass.S),
        whole.ventricular().couplets(),
        whole.ventricular().runs().size(),
        whole.rates().map(HeartRates::mean).orElse(Double.NaN),
        whole.rates().map(HeartRates::longestSeconds).orElse(Double.NaN));
  }

  private static Side annotated(MitBih.Annotated truth) {
    int count = truth.rPeaks().length;
    double[] seconds = new double[count];
    boolean[] ventricular = new boolean[count];
    int supraventricular = 0;
    double longest = 0;
    for (int i = 0; i < count; i++) {
      seconds[i] = truth.rPeaks()[i] / truth.recording().samplesPerSecond();
      ventricular[i] = truth.classes().get(i) == BeatClass.V;
      supraventricular += truth.classes().get(i) == BeatClass.S ? 1 : 0;
      longest = i == 0 ? 0 : Math.max(longest, seconds[i] - seconds[i - 1]);
    }
    VentricularPatterns patterns = VentricularPatterns.of(seconds, ventricular);
    int all = 0;
    for (boolean beat : ventricular) {
      all += beat ? 1 : 0;
    }
    return new Side(
        count,
        all,
        supraventricular,
        patterns.couplets(),
        patterns.runs().size(),
        60 * (count - 1) / (seconds[count - 1] - seconds[0]),
        longest);
  }

  /** How many beats of both are of different classes, and how many only one of them has. */
  static int[] differences(HolterBeats one, HolterBeats other) {
    int changed = 0;
    int matched = 0;
    int i = 0;
    int j = 0;
    while (i < one.count() && j < other.count()) {
      double apart = one.seconds(i) - other.seconds(j);
      if (Math.abs(apart) <= SAME_BEAT_SECONDS) {
        changed += one.beatClass(i).equals(other.beatClass(j)) ? 0 : 1;
        matched++;
        i++;
        j++;
      } else if (apart < 0) {
        i++;
      } else {
        j++;
      }
    }
    return new int[] {changed, one.count() + other.count() - 2 * matched};
  }

  /** Minutes by whole seconds: annotated and stated, stated only, annotated only. */
  private static double[] fibrillation(
      Path annotations, double rate, double duration, List<HolterStretch> stated)
      throws IOException, RefusedException {
    boolean[] truth = new boolean[(int) duration];
    boolean in = false;
    int from = 0;
    List<WfdbAnnotation> all = new ArrayList<>(WfdbAnnotations.read(annotations));
    all.removeIf(annotation -> !annotation.text().startsWith("("));
    for (WfdbAnnotation annotation : all) {
      int at = (int) Math.min(truth.length, annotation.sample() / rate);
      Arrays.fill(truth, from, at, in);
      from = at;
      in = annotation.text().equals("(AFIB") || annotation.text().equals("(AFL");
    }
    Arrays.fill(truth, from, truth.length, in);
    double[] minutes = new double[3];
    for (int second = 0; second < truth.length; second++) {
      double middle = second + 0.5;
      boolean said =
          stated.stream().anyMatch(s -> s.fromSeconds() <= middle && middle < s.toSeconds());
      if (said || truth[second]) {
        minutes[said ? (truth[second] ? 0 : 1) : 2] += 1 / 60.0;
      }
    }
    return minutes;
  }
}
