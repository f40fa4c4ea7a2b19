package org.einthoven.ecg.beat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.Butterworth;
import org.einthoven.ecg.signal.Gaps;
import org.einthoven.ecg.signal.Resampling;

/**
 * Makes a recording ready for the model. Training and serving both go through here, so that a model
 * meets in use what it met in training.
 *
 * <p>Each lead is resampled to {@value #SAMPLES_PER_SECOND} Hz and freed of what lies below 0.5 Hz
 * without shifting its phase. A beat is the window from {@value #BEFORE_R} samples before its R
 * peak to {@value #AFTER_R} after it.
 *
 * <p><b>Context.</b> What is said of a beat depends on the ten intervals before and after it and on
 * the block of at most {@value #BLOCK_SECONDS} s that it stands in (a recording is cut into blocks
 * of equal length), and on nothing else but the filter's memory of some seconds. A 10 s ECG is one
 * block.
 */
public final class BeatPreparation {

  /**
   * Raised whenever the same recording would give other numbers. What version 2 gave is the
   * beginning of each row of features, so that models that were trained with it still run.
   */
  public static final String VERSION = "3";

  static final String VERSION_2 = "2";

  /** The rate of the windows, in hertz. */
  public static final int SAMPLES_PER_SECOND = 125;

  /** Samples of a window before the R peak (280 ms). */
  public static final int BEFORE_R = 35;

  /** Samples of a window from the R peak on (440 ms). */
  public static final int AFTER_R = 55;

  /** Samples of a window. */
  public static final int WINDOW_SAMPLES = BEFORE_R + AFTER_R;

  /** Channels of a beat: two leads, and the two leads minus their median beat. */
  public static final int CHANNELS = 4;

  /** Features of a beat, laid out as {@link FeatureRow} says. */
  public static final int FEATURES = FeatureRow.COUNT;

  /** Leads of the infarction head's input. */
  public static final int TWELVE = 12;

  /** The longest block whose median beat and intervals a beat is compared with, in seconds. */
  public static final int BLOCK_SECONDS = 300;

  /** With fewer beats than this, no beat is classed: there is no rhythm to compare with. */
  public static final int FEWEST_BEATS = 4;

  /** With fewer whole beats than this there is no median beat. */
  public static final int FEWEST_WHOLE_BEATS = 3;

  static final double HIGH_PASS_HZ = 0.5;
  static final double LOWEST_RATE = 100;

  private BeatPreparation() {}

  /**
   * SHA-256 of the settings of this preparation, 64 lower-case hexadecimal digits. A model's
   * manifest names the one it was trained with.
   */
  public static String settingsSha256() {
    return PreparationSettings.sha256(VERSION);
  }

  /**
   * How many features of a row, the first, a model reads.
   *
   * @param version of the preparation that the model was trained with
   * @param sha256 of its settings
   * @return empty where this program cannot give what the model was trained on
   */
  public static OptionalInt features(String version, String sha256) {
    if (version.equals(VERSION) && sha256.equals(settingsSha256())) {
      return OptionalInt.of(FEATURES);
    }
    if (version.equals(VERSION_2) && sha256.equals(PreparationSettings.sha256(VERSION_2))) {
      return OptionalInt.of(FeatureRow.OF_VERSION_2);
    }
    return OptionalInt.empty();
  }

  /**
   * Prepares a recording.
   *
   * @param recording one lead or more; limb leads that follow from I and II need not be there
   * @param rPeaks the R peaks in samples of the recording, ascending, within it
   */
  public static PreparedRecording prepare(Recording recording, int[] rPeaks) {
    return prepare(recording, rPeaks, 0, recording.length());
  }

  /**
   * Prepares a piece of a long recording of which only a part is wanted: the part is cut into
   * blocks of equal length as a recording is, and what lies around it makes blocks of its own.
   * Neighbouring pieces then compare a beat with the same others, wherever a piece begins.
   *
   * @param recording the piece
   * @param rPeaks the R peaks in samples of the piece, ascending, within it
   * @param from the first sample of the part
   * @param to the sample behind its last
   */
  public static PreparedRecording prepare(Recording recording, int[] rPeaks, int from, int to) {
    for (int i = 0; i < rPeaks.length; i++) {
      if (rPeaks[i] < 0
          || rPeaks[i] >= recording.length()
          || (i > 0 && rPeaks[i] <= rPeaks[i - 1])) {
        throw new IllegalArgumentException("R peaks ascend and lie within the recording");
      }
    }
    if (recording.samplesPerSecond() < LOWEST_RATE) {
      String reason =
          "sampled at less than "
              + (int) LOWEST_RATE
              + " Hz, which is too coarse for the shape of a beat";
      return new PreparedRecording(
          new Prepared.NotPossible<>(reason), new Prepared.NotPossible<>(reason));
    }
    return new PreparedRecording(beats(recording, rPeaks, from, to), medianBeat(recording, rPeaks));
  }

  private static Prepared<BeatInputs> beats(Recording recording, int[] rPeaks, int from, int to) {
    if (rPeaks.length < FEWEST_BEATS) {
      return new Prepared.NotPossible<>(
          "fewer than " + FEWEST_BEATS + " beats: too few to judge any against the others");
    }
    List<LeadSignal> chosen = LeadChoice.forBeats(recording);
    if (chosen.isEmpty()) {
      return new Prepared.NotPossible<>("no lead has enough samples");
    }
    float[][][] cut = cut(recording, chosen, rPeaks);
    double[] rr = intervals(rPeaks, recording.samplesPerSecond());
    float[] windows = new float[rPeaks.length * CHANNELS * WINDOW_SAMPLES];
    float[] features = new float[rPeaks.length * FEATURES];
    int done = 0;
    for (int[] part : new int[][] {{0, from}, {from, to}, {to, recording.length()}}) {
      double seconds = (part[1] - part[0]) / recording.samplesPerSecond();
      int blocks = Math.max(1, (int) Math.ceil(seconds / BLOCK_SECONDS));
      for (int block = 1; block <= blocks; block++) {
        int end = done;
        while (end < rPeaks.length
            && (double) (rPeaks[end] - part[0]) * blocks < (double) (part[1] - part[0]) * block) {
          end++;
        }
        if (end > done) {
          BeatBlock.write(cut, rr, done, end, windows, features);
        }
        done = end;
      }
    }
    return new Prepared.Ready<>(
        new BeatInputs(
            chosen.stream().map(LeadSignal::lead).toList(),
            rPeaks.clone(),
            recording.samplesPerSecond(),
            windows,
            features));
  }

  /**
   * The beats of the leads that the beat head would read, before they are scaled and compared.
   *
   * @return [one or two leads][beats][{@value #WINDOW_SAMPLES}] in millivolts, each beat without
   *     its own median; no lead where none has enough samples
   */
  public static float[][][] beatsInMillivolts(Recording recording, int[] rPeaks) {
    return cut(recording, LeadChoice.forBeats(recording), rPeaks);
  }

  /**
   * Beats that make up a block of their own, as the beat head reads them: for beats whose windows
   * and intervals come from elsewhere than a recording.
   *
   * @param millivolts [one or two leads][beats][{@value #WINDOW_SAMPLES}], as {@link
   *     #beatsInMillivolts} gives them; not changed
   * @param rrSeconds to each beat from the one before; that of the first equal to the second's
   */
  public static BeatInputs block(float[][][] millivolts, double[] rrSeconds) {
    int beats = rrSeconds.length;
    if (millivolts.length < 1 || millivolts.length > 2 || beats < FEWEST_BEATS) {
      throw new IllegalArgumentException(
          "a block has one or two leads and at least " + FEWEST_BEATS + " beats");
    }
    float[][][] copy = new float[millivolts.length][beats][];
    int[] rPeaks = new int[beats];
    double seconds = 0;
    for (int beat = 0; beat < beats; beat++) {
      seconds += rrSeconds[beat];
      rPeaks[beat] = (int) Math.round(seconds * SAMPLES_PER_SECOND);
      for (int lead = 0; lead < copy.length; lead++) {
        copy[lead][beat] = millivolts[lead][beat].clone();
      }
    }
    float[] windows = new float[beats * CHANNELS * WINDOW_SAMPLES];
    float[] features = new float[beats * FEATURES];
    BeatBlock.write(copy, rrSeconds, 0, beats, windows, features);
    List<Lead> leads = Collections.nCopies(millivolts.length, Lead.UNSPECIFIED);
    return new BeatInputs(leads, rPeaks, SAMPLES_PER_SECOND, windows, features);
  }

  private static float[][][] cut(Recording recording, List<LeadSignal> leads, int[] rPeaks) {
    int[] places = places(recording, rPeaks);
    float[][][] cut = new float[leads.size()][places.length][];
    for (int lead = 0; lead < cut.length; lead++) {
      float[] signal = clean(leads.get(lead), recording);
      for (int beat = 0; beat < places.length; beat++) {
        cut[lead][beat] = BeatWindows.cut(signal, places[beat]);
      }
    }
    return cut;
  }

  /** Of a recording longer than a block, the median beat is that of its first block. */
  private static Prepared<MedianBeat> medianBeat(Recording recording, int[] rPeaks) {
    Recording derived = recording.withDerivedLimbLeads();
    List<LeadSignal> leads = new ArrayList<>();
    for (Lead lead : LeadChoice.TWELVE) {
      Optional<LeadSignal> signal = derived.signal(lead);
      if (signal.isEmpty()) {
        return new Prepared.NotPossible<>("lead " + lead.label() + " is not there");
      }
      if (!LeadChoice.hasEnoughSamples(signal.get())) {
        return new Prepared.NotPossible<>("lead " + lead.label() + " lacks too many samples");
      }
      leads.add(signal.get());
    }
    int[] places = places(derived, rPeaks);
    float[] millivolts = new float[TWELVE * WINDOW_SAMPLES];
    int count = 0;
    for (int lead = 0; lead < TWELVE; lead++) {
      float[] signal = clean(leads.get(lead), derived);
      List<float[]> cut = new ArrayList<>();
      for (int place : places) {
        if (BeatWindows.liesWithin(signal, place) && place < BLOCK_SECONDS * SAMPLES_PER_SECOND) {
          cut.add(BeatWindows.cut(signal, place));
        }
      }
      count = cut.size();
      if (count < FEWEST_WHOLE_BEATS) {
        return new Prepared.NotPossible<>("fewer than " + FEWEST_WHOLE_BEATS + " whole beats");
      }
      boolean[] every = new boolean[count];
      Arrays.fill(every, true);
      float[] median = BeatWindows.median(cut.toArray(new float[0][]), 0, count, every);
      System.arraycopy(median, 0, millivolts, lead * WINDOW_SAMPLES, WINDOW_SAMPLES);
    }
    return new Prepared.Ready<>(new MedianBeat(millivolts, count));
  }

  /** A lead in millivolts at the model's rate, without its baseline; gaps are bridged. */
  static float[] clean(LeadSignal lead, Recording recording) {
    float[] bridged = Gaps.bridge(lead.microvolts()).bridged();
    float[] resampled =
        Resampling.resample(bridged, recording.samplesPerSecond(), SAMPLES_PER_SECOND);
    float[] clean = Butterworth.highPass(2, HIGH_PASS_HZ, SAMPLES_PER_SECOND).zeroPhase(resampled);
    for (int i = 0; i < clean.length; i++) {
      clean[i] /= 1000;
    }
    return clean;
  }

  static int[] places(Recording recording, int[] rPeaks) {
    double ratio = SAMPLES_PER_SECOND / recording.samplesPerSecond();
    int[] places = new int[rPeaks.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = (int) Math.round(rPeaks[i] * ratio);
    }
    return places;
  }

  private static double[] intervals(int[] rPeaks, double samplesPerSecond) {
    double[] rr = new double[rPeaks.length];
    for (int i = 1; i < rr.length; i++) {
      rr[i] = (rPeaks[i] - rPeaks[i - 1]) / samplesPerSecond;
    }
    rr[0] = rr[1];
    return rr;
  }
}
