package org.einthoven.training.paper;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatInputs;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.Butterworth;
import org.einthoven.ecg.signal.Gaps;
import org.einthoven.ecg.signal.Resampling;
import org.einthoven.training.data.MitBih;

/**
 * Prepares beats for the paper's protocol. Other than the product's preparation it keeps what tells
 * one patient from another, since the protocol lets a network know its patients: millivolts as they
 * are, and a longer window. Windows are cut from the signal at 360 Hz before every third sample is
 * kept, so that the R peak always falls on a sample.
 *
 * <p>The features are those of {@link BeatPreparation}.
 */
final class PaperPreparation {

  /** The rate of the windows, in hertz. */
  static final int SAMPLES_PER_SECOND = 120;

  /** Samples of a window before the R peak (500 ms). */
  static final int BEFORE_R = 60;

  /** Samples of a window from the R peak on (600 ms). */
  static final int AFTER_R = 72;

  /** Samples of a window. */
  static final int SAMPLES = BEFORE_R + AFTER_R;

  /** Two leads, and the two leads minus the median of the usual beats nearby. */
  static final int CHANNELS = 4;

  private static final int RATE = 360;
  private static final int STEP = RATE / SAMPLES_PER_SECOND;
  private static final double HIGH_PASS_HZ = 0.5;
  private static final double LOW_PASS_HZ = 50;
  private static final double USUAL = 0.15;
  private static final int FEWEST_USUAL = 5;

  private PaperPreparation() {}

  /** Prepares the beats of a record; none where there are too few to be compared. */
  static Optional<RecordBeats> prepare(MitBih.Annotated record) {
    Recording recording = record.recording();
    if (!(BeatPreparation.prepare(recording, record.rPeaks()).beats()
        instanceof Prepared.Ready<BeatInputs> ready)) {
      return Optional.empty();
    }
    BeatInputs inputs = ready.input();
    int count = inputs.count();
    float[][] windows = new float[count][CHANNELS * SAMPLES];
    int[] places = new int[count];
    for (int i = 0; i < count; i++) {
      places[i] = (int) Math.round(record.rPeaks()[i] * (RATE / recording.samplesPerSecond()));
    }
    List<Lead> leads = inputs.leads();
    for (int lead = 0; lead < leads.size(); lead++) {
      LeadSignal signal = recording.signal(leads.get(lead)).orElseThrow();
      cut(clean(signal, recording.samplesPerSecond()), places, lead, windows);
    }
    int blocks =
        Math.max(1, (int) Math.ceil(recording.durationSeconds() / BeatPreparation.BLOCK_SECONDS));
    int from = 0;
    for (int block = 1; block <= blocks; block++) {
      int to = from;
      while (to < count
          && (block == blocks
              || (double) record.rPeaks()[to] * blocks < (double) recording.length() * block)) {
        to++;
      }
      subtractUsual(windows, places, from, to);
      from = to;
    }
    float[][] features = new float[count][];
    for (int i = 0; i < count; i++) {
      int columns = BeatPreparation.FEATURES;
      features[i] = Arrays.copyOfRange(inputs.features(), i * columns, (i + 1) * columns);
    }
    return Optional.of(
        new RecordBeats(
            record.number(), windows, features, record.classes().toArray(new BeatClass[0])));
  }

  private static float[] clean(LeadSignal lead, double samplesPerSecond) {
    float[] bridged = Gaps.bridge(lead.microvolts()).bridged();
    float[] resampled = Resampling.resample(bridged, samplesPerSecond, RATE);
    float[] high = Butterworth.highPass(2, HIGH_PASS_HZ, RATE).zeroPhase(resampled);
    float[] clean = Butterworth.lowPass(4, LOW_PASS_HZ, RATE).zeroPhase(high);
    for (int i = 0; i < clean.length; i++) {
      clean[i] /= 1000;
    }
    return clean;
  }

  /** Windows around places, their own median taken off; beyond the ends the end value goes on. */
  private static void cut(float[] signal, int[] places, int lead, float[][] windows) {
    float[] window = new float[SAMPLES];
    for (int beat = 0; beat < places.length; beat++) {
      for (int i = 0; i < SAMPLES; i++) {
        int at = places[beat] + STEP * (i - BEFORE_R);
        window[i] = signal[Math.max(0, Math.min(signal.length - 1, at))];
      }
      float baseline = median(window.clone(), SAMPLES);
      for (int i = 0; i < SAMPLES; i++) {
        windows[beat][lead * SAMPLES + i] = window[i] - baseline;
      }
    }
  }

  /** Fills the third and fourth channel of the beats from..to-1. */
  private static void subtractUsual(float[][] windows, int[] places, int from, int to) {
    if (to == from) {
      return;
    }
    boolean[] usual = usual(places, from, to);
    float[] column = new float[to - from];
    for (int i = 0; i < 2 * SAMPLES; i++) {
      int count = 0;
      for (int beat = from; beat < to; beat++) {
        if (usual[beat - from]) {
          column[count++] = windows[beat][i];
        }
      }
      float median = median(column, count);
      for (int beat = from; beat < to; beat++) {
        windows[beat][2 * SAMPLES + i] = windows[beat][i] - median;
      }
    }
  }

  /** Which beats come at about the median interval of these. */
  private static boolean[] usual(int[] places, int from, int to) {
    float[] intervals = new float[to - from];
    for (int beat = from; beat < to; beat++) {
      int second = Math.max(1, beat);
      intervals[beat - from] = places[second] - places[second - 1];
    }
    float middle = median(intervals.clone(), intervals.length);
    boolean[] usual = new boolean[to - from];
    int count = 0;
    for (int i = 0; i < usual.length; i++) {
      usual[i] = Math.abs(intervals[i] / middle - 1) < USUAL;
      count += usual[i] ? 1 : 0;
    }
    if (count < FEWEST_USUAL) {
      Arrays.fill(usual, true);
    }
    return usual;
  }

  /** The median of the first values; sorts them. */
  private static float median(float[] values, int count) {
    Arrays.sort(values, 0, count);
    int middle = count / 2;
    return count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
