package org.einthoven.training.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.wfdb.WfdbAnnotation;
import org.einthoven.ecg.format.wfdb.WfdbAnnotations;
import org.einthoven.ecg.format.wfdb.WfdbStream;
import org.einthoven.ecg.holter.HeartRates;
import org.einthoven.ecg.holter.HolterBeats;
import org.einthoven.ecg.holter.HolterPeriod;
import org.einthoven.ecg.holter.HolterPiece;
import org.einthoven.ecg.holter.HolterStretch;
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

  /** Cuts of half an hour that put borders where the standard one has none. */
  static final List<HolterPiece.Cut> OTHER_CUTS =
      List.of(new HolterPiece.Cut(900, 20), new HolterPiece.Cut(600, 20));

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
   * @param changed for each of {@link #OTHER_CUTS} how many beats are of another class
   * @param unmatched for each of them how many beats only one reading has
   */
  record OfRecord(
      int number,
      Side annotated,
      Side found,
      double notJudgedSeconds,
      double notReadMinutes,
      double[] fibrillation,
      int[] changed,
      int[] unmatched) {}

  static OfRecord of(Path folder, int number, DfnetModel model)
      throws IOException, RefusedException {
    MitBih.Annotated truth = new MitBih(folder).record(number);
    try (WfdbStream stream = WfdbStream.open(folder.resolve(number + ".hea"))) {
      HolterReading reading = new HolterReader(model, HolterPiece.Cut.STANDARD, 1).read(stream);
      int[] changed = new int[OTHER_CUTS.size()];
      int[] unmatched = new int[OTHER_CUTS.size()];
      for (int i = 0; i < changed.length; i++) {
        HolterReading other = new HolterReader(model, OTHER_CUTS.get(i), 1).read(stream);
        int[] differences = differences(reading.findings().beats(), other.findings().beats());
        changed[i] = differences[0];
        unmatched[i] = differences[1];
      }
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
          changed,
          unmatched);
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
