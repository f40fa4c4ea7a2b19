package org.einthoven.ecg.rhythm;

import java.util.Arrays;

/**
 * What the beats of a stretch have in common: their QRS complexes, and before them the P waves that
 * fibrillation lacks.
 */
final class AtrialEvidence {

  // Samples of a beat's window, which begins 35 samples (280 ms) before R.
  private static final int P_FROM = 2;
  private static final int P_TO = 28;
  private static final int QRS_FROM = 23;
  private static final int QRS_TO = 48;
  private static final int T_FROM = 50;
  private static final int T_TO = 88;
  private static final double UNLIKE = 0.8;

  private final float[][] beats;
  private final float[] median;
  private final float[] spread;
  private final double amplitude;

  private AtrialEvidence(float[][] beats, float[] median, float[] spread) {
    this.beats = beats;
    this.median = median;
    this.spread = spread;
    this.amplitude = amplitude(median);
  }

  /** The peak-to-peak amplitude of a median beat without its T wave, above 0. */
  static double amplitude(float[] median) {
    return Numbers.peakToPeak(part(median, 0, 60)) + 1e-3;
  }

  /**
   * Writes the features of beats.
   *
   * @param beats [beats][90], at least two, in millivolts
   * @param median their median
   * @param spread the median absolute deviation from it, sample by sample
   */
  static void write(float[][] beats, float[] median, float[] spread, FeatureRow row) {
    AtrialEvidence evidence = new AtrialEvidence(beats, median, spread);
    evidence.writeQrs(row);
    evidence.writeP(row);
    row.set(RhythmFeature.T_COHERENCE, coherence(straightened(beats, T_FROM, T_TO)));
    evidence.writeSpread(row);
  }

  private void writeQrs(FeatureRow row) {
    double[] usual = part(median, QRS_FROM, QRS_TO);
    double[] likeness = new double[beats.length];
    double[] heights = new double[beats.length];
    for (int i = 0; i < beats.length; i++) {
      double[] qrs = part(beats[i], QRS_FROM, QRS_TO);
      likeness[i] = Numbers.correlation(qrs, usual);
      heights[i] = Math.log(Numbers.peakToPeak(qrs) + 1e-3);
    }
    row.set(RhythmFeature.QRS_LIKENESS, Numbers.mean(likeness));
    row.set(RhythmFeature.QRS_LIKENESS_MEDIAN, Numbers.median(likeness));
    row.set(RhythmFeature.QRS_LIKENESS_P10, Numbers.percentile(likeness, 10));
    long unlike = Arrays.stream(likeness).filter(c -> c < UNLIKE).count();
    row.set(RhythmFeature.QRS_UNLIKE, (double) unlike / beats.length);
    row.set(RhythmFeature.QRS_AMPLITUDE_VARIATION, Numbers.deviation(heights));
  }

  private void writeP(FeatureRow row) {
    double[][] waves = straightened(beats, P_FROM, P_TO);
    double[] usual = median(waves);
    double[] likeness = new double[waves.length];
    double[] leftDeviations = new double[waves.length];
    double[] left = new double[waves.length * usual.length];
    for (int i = 0; i < waves.length; i++) {
      likeness[i] = Numbers.correlation(waves[i], usual);
      double[] rest = new double[usual.length];
      for (int j = 0; j < usual.length; j++) {
        rest[j] = waves[i][j] - usual[j];
        left[i * usual.length + j] = Math.abs(rest[j]);
      }
      leftDeviations[i] = Numbers.deviation(rest);
    }
    row.set(RhythmFeature.P_LIKENESS, Numbers.mean(likeness));
    row.set(RhythmFeature.P_LIKENESS_MEDIAN, Numbers.median(likeness));
    double span = Numbers.peakToPeak(usual);
    double deviation = Numbers.deviation(usual) + 1e-4;
    double residual = Numbers.median(leftDeviations);
    row.set(RhythmFeature.P_AMPLITUDE, Math.log(span / amplitude + 1e-3));
    row.set(RhythmFeature.P_OVER_RESIDUAL, Math.log(deviation / (residual + 1e-4)));
    row.set(
        RhythmFeature.P_OVER_MEDIAN_RESIDUAL, Math.log(deviation / (Numbers.median(left) + 1e-4)));
    row.set(RhythmFeature.P_RESIDUAL, Math.log(residual / amplitude + 1e-3));
    int highest = 0;
    for (int j = 1; j < usual.length; j++) {
      highest = usual[j] > usual[highest] ? j : highest;
    }
    double lowest = Arrays.stream(usual).min().orElse(0);
    row.set(RhythmFeature.P_PLACE, (double) highest / usual.length);
    row.set(RhythmFeature.P_SKEW, (usual[highest] + lowest) / (span + 1e-6));
    row.set(RhythmFeature.P_COHERENCE, coherence(waves));
    writePairs(waves, row);
  }

  private static void writePairs(double[][] waves, FeatureRow row) {
    double[] pairs = new double[waves.length * (waves.length - 1) / 2];
    int next = 0;
    for (int i = 0; i < waves.length; i++) {
      for (int j = i + 1; j < waves.length; j++) {
        pairs[next++] = Numbers.correlation(waves[i], waves[j]);
      }
    }
    row.set(RhythmFeature.P_PAIR_LIKENESS, Numbers.mean(pairs));
    row.set(RhythmFeature.P_PAIR_LIKENESS_MEDIAN, Numbers.median(pairs));
  }

  private void writeSpread(FeatureRow row) {
    row.set(RhythmFeature.SPREAD_QRS, Math.log(meanSpread(27, 43) / amplitude + 1e-3));
    row.set(RhythmFeature.SPREAD_P, Math.log(meanSpread(2, 26) / amplitude + 1e-3));
    row.set(RhythmFeature.SPREAD_T, Math.log(meanSpread(48, 88) / amplitude + 1e-3));
  }

  private double meanSpread(int from, int to) {
    return Numbers.mean(part(spread, from, to));
  }

  /** How much of the variance is the mean's, freed of what chance adds to a mean of few. */
  private static double coherence(double[][] waves) {
    int count = waves.length;
    double total = 0;
    double common = 0;
    for (int j = 0; j < waves[0].length; j++) {
      double sum = 0;
      for (double[] wave : waves) {
        sum += wave[j];
        total += wave[j] * wave[j];
      }
      common += sum * sum / count / count;
    }
    total /= count;
    double unbiased = (count * common - total) / (count - 1);
    return Math.max(-0.2, Math.min(1, unbiased / (total + 1e-9)));
  }

  /** A part of each beat minus its straight line. */
  private static double[][] straightened(float[][] beats, int from, int to) {
    double[][] parts = new double[beats.length][];
    for (int i = 0; i < beats.length; i++) {
      double[] wave = part(beats[i], from, to);
      double mean = Numbers.mean(wave);
      double slope = 0;
      double norm = 0;
      for (int j = 0; j < wave.length; j++) {
        double t = j - (wave.length - 1) / 2.0;
        slope += t * wave[j];
        norm += t * t;
      }
      for (int j = 0; j < wave.length; j++) {
        wave[j] -= mean + slope / norm * (j - (wave.length - 1) / 2.0);
      }
      parts[i] = wave;
    }
    return parts;
  }

  private static double[] median(double[][] waves) {
    double[] median = new double[waves[0].length];
    double[] column = new double[waves.length];
    for (int j = 0; j < median.length; j++) {
      for (int i = 0; i < waves.length; i++) {
        column[i] = waves[i][j];
      }
      median[j] = Numbers.median(column);
    }
    return median;
  }

  private static double[] part(float[] window, int from, int to) {
    double[] part = new double[to - from];
    for (int i = 0; i < part.length; i++) {
      part[i] = window[from + i];
    }
    return part;
  }
}
