package org.einthoven.ecg.rhythm;

import static org.einthoven.ecg.beat.BeatPreparation.SAMPLES_PER_SECOND;
import static org.einthoven.ecg.beat.BeatPreparation.WINDOW_SAMPLES;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.beat.PreparedLead;
import org.einthoven.ecg.recording.Recording;

/**
 * Makes a recording ready for the fibrillation head: one lead, in stretches of equal length of at
 * most {@value #LONGEST_SECONDS} s. Training and serving both go through here.
 *
 * <p>What is said of a stretch depends on nothing outside of it but the filter's memory of some
 * seconds.
 */
public final class RhythmPreparation {

  /** Raised whenever the same recording would give other numbers. */
  public static final String VERSION = "1";

  /** Channels of the beat: the median, and the spread around it. */
  public static final int CHANNELS = 2;

  /** The longest stretch, in seconds. */
  public static final int LONGEST_SECONDS = 60;

  /** A recording that is shorter is not judged, in seconds. */
  public static final int SHORTEST_SECONDS = 10;

  /** A stretch with fewer beats is not judged. */
  public static final int FEWEST_BEATS = 8;

  /** A 10 s ECG may lack a few samples at its end. */
  private static final double TOLERANCE_SECONDS = 0.1;

  private static final int FEWEST_WHOLE_BEATS = 4;
  private static final double LOWEST_RATE = 100;

  private RhythmPreparation() {}

  /**
   * SHA-256 of the settings of this preparation and of the one it stands on, 64 lower-case
   * hexadecimal digits. A model's manifest names the one it was trained with.
   */
  public static String settingsSha256() {
    String settings =
        String.join(
            "\n",
            "version=" + VERSION,
            "rate=" + SAMPLES_PER_SECOND,
            "window=" + BeatPreparation.BEFORE_R + "+" + BeatPreparation.AFTER_R,
            "stretch=" + LONGEST_SECONDS,
            "fewest=" + FEWEST_BEATS + "," + FEWEST_WHOLE_BEATS,
            "features=" + Arrays.toString(RhythmFeature.values()));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(settings.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Prepares a recording.
   *
   * @param recording one lead or more; the one is taken that the beat head reads first
   * @param rPeaks the R peaks in samples of the recording, ascending, within it
   */
  public static Prepared<RhythmInputs> prepare(Recording recording, int[] rPeaks) {
    if (recording.samplesPerSecond() < LOWEST_RATE) {
      return new Prepared.NotPossible<>(
          "sampled at less than " + (int) LOWEST_RATE + " Hz, which is too coarse for P waves");
    }
    if (recording.durationSeconds() < SHORTEST_SECONDS - TOLERANCE_SECONDS) {
      return new Prepared.NotPossible<>(
          "the recording lasts less than " + SHORTEST_SECONDS + " s, too short for a rhythm");
    }
    Optional<PreparedLead> best = PreparedLead.best(recording, rPeaks);
    if (best.isEmpty()) {
      return new Prepared.NotPossible<>("no lead has enough samples");
    }
    PreparedLead lead = best.get();
    double seconds = recording.durationSeconds();
    int stretches = (int) Math.max(1, Math.ceil((seconds - TOLERANCE_SECONDS) / LONGEST_SECONDS));
    List<RhythmWindow> windows = new ArrayList<>();
    for (int i = 0; i < stretches; i++) {
      double from = seconds * i / stretches;
      double to = seconds * (i + 1) / stretches;
      double[] rTimes =
          Arrays.stream(rPeaks)
              .mapToDouble(r -> r / recording.samplesPerSecond())
              .filter(t -> t >= from && t < to)
              .toArray();
      int length = lead.millivolts().length;
      int start = (int) Math.min(length, Math.round(from * SAMPLES_PER_SECOND));
      int end = (int) Math.min(length, Math.round(to * SAMPLES_PER_SECOND));
      window(lead.part(start, end), rTimes, from, to).ifPresent(windows::add);
    }
    if (windows.isEmpty()) {
      return new Prepared.NotPossible<>(
          "fewer than " + FEWEST_BEATS + " beats: too few to judge the rhythm");
    }
    return new Prepared.Ready<>(new RhythmInputs(lead.lead(), windows, stretches));
  }

  private static Optional<RhythmWindow> window(
      PreparedLead lead, double[] rTimes, double from, double to) {
    if (rTimes.length < FEWEST_BEATS) {
      return Optional.empty();
    }
    float[][] beats = lead.wholeBeats();
    if (beats.length < FEWEST_WHOLE_BEATS) {
      return Optional.empty();
    }
    float[] median = PreparedLead.median(beats);
    float[] spread = spread(beats, median);
    FeatureRow row = new FeatureRow();
    RrIrregularity.write(Numbers.steps(rTimes), row);
    AtrialEvidence.write(beats, median, spread, row);
    Residual.write(lead, median, row);
    return Optional.of(
        new RhythmWindow(from, to, rTimes.length, beat(median, spread), row.values()));
  }

  private static float[] spread(float[][] beats, float[] median) {
    float[][] distances = new float[beats.length][WINDOW_SAMPLES];
    for (int i = 0; i < beats.length; i++) {
      for (int j = 0; j < WINDOW_SAMPLES; j++) {
        distances[i][j] = Math.abs(beats[i][j] - median[j]);
      }
    }
    return PreparedLead.median(distances);
  }

  /** Twice over the amplitude, as the beat head's windows are scaled. */
  private static float[] beat(float[] median, float[] spread) {
    float scale = (float) (2 / AtrialEvidence.amplitude(median));
    float[] beat = new float[CHANNELS * WINDOW_SAMPLES];
    for (int i = 0; i < WINDOW_SAMPLES; i++) {
      beat[i] = scale * median[i];
      beat[WINDOW_SAMPLES + i] = scale * spread[i];
    }
    return beat;
  }
}
