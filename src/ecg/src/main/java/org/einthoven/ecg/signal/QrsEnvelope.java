package org.einthoven.ecg.signal;

import java.util.Arrays;
import java.util.List;

/**
 * One envelope of QRS energy out of several leads.
 *
 * <p>Per lead: the band 8–25 Hz, where a QRS complex outweighs P and T waves and baseline wander
 * (Elgendi, Jonkman and De Boer 2010 found 8–20 Hz best), and its root mean square over 110 ms.
 * Together: the average of the leads, each divided by its local QRS height and weighted by how low
 * it lies between the beats there. An average of heights rather than of energies, because a burst
 * of noise in one lead must not outvote the others.
 */
final class QrsEnvelope {

  private static final double LOW_HZ = 8;
  private static final double HIGH_HZ = 25;
  private static final int HALF_WINDOW = (int) Math.round(0.055 * QrsDetector.RATE);

  /** Heights and noise are taken from blocks of two seconds: no heart in them beats less often. */
  private static final int BLOCK = (int) (2 * QrsDetector.RATE);

  private static final int HEIGHT_BLOCKS = 6;
  private static final int NOISE_BLOCKS = 1;
  private static final double LEAST_MICROVOLTS = 5;
  private static final double QUIET = 0.1;

  /** A lead stands back as fiducial where its weight is below this part of the best lead's. */
  private static final double MUCH_QUIETER = 0.1;

  private final float[] combined;
  private final int preferredLead;

  private QrsEnvelope(float[] combined, int preferredLead) {
    this.combined = combined;
    this.preferredLead = preferredLead;
  }

  /** The envelope, about 1 at a beat of usual height and 0 where there is no signal. */
  float[] combined() {
    return combined;
  }

  /** The first lead of those given, unless it is noisy and another is not. */
  int preferredLead() {
    return preferredLead;
  }

  /**
   * The envelope of leads at the detector's rate. A lead has no say where it misses samples (NaN).
   *
   * @param leads of equal length, at least one
   */
  static QrsEnvelope of(List<float[]> leads) {
    int length = leads.get(0).length;
    int blocks = Math.max(1, length / BLOCK);
    double[] weighted = new double[length];
    double[] weights = new double[length];
    double[] typicalWeight = new double[leads.size()];
    for (int lead = 0; lead < leads.size(); lead++) {
      Gaps gaps = Gaps.bridge(leads.get(lead));
      float[] envelope = envelope(gaps.bridged());
      double[] height = new double[blocks];
      double[] noise = new double[blocks];
      for (int b = 0; b < blocks; b++) {
        float[] block =
            Arrays.copyOfRange(envelope, b * BLOCK, b == blocks - 1 ? length : (b + 1) * BLOCK);
        height[b] = OrderStatistics.largest(block, block.length);
        noise[b] = OrderStatistics.at(block, block.length, block.length / 2);
      }
      height = localMedian(height, HEIGHT_BLOCKS);
      noise = localMedian(noise, NOISE_BLOCKS);
      double[] weight = new double[blocks];
      for (int b = 0; b < blocks; b++) {
        double ratio = noise[b] / Math.max(LEAST_MICROVOLTS, height[b]);
        double square = ratio * ratio + QUIET * QUIET;
        weight[b] = height[b] < LEAST_MICROVOLTS ? 0 : 1 / (square * square);
      }
      typicalWeight[lead] = localMedian(weight, blocks)[0];
      add(gaps.restore(envelope), height, weight, weighted, weights);
    }
    float[] combined = new float[length];
    for (int i = 0; i < length; i++) {
      combined[i] = weights[i] > 0 ? (float) (weighted[i] / weights[i]) : 0;
    }
    return new QrsEnvelope(combined, preferred(typicalWeight));
  }

  private static void add(
      float[] envelope, double[] height, double[] weight, double[] weighted, double[] weights) {
    for (int i = 0; i < envelope.length; i++) {
      double position = (i + 0.5) / BLOCK - 0.5;
      int before = (int) Math.floor(position);
      double part = position - before;
      int a = Math.max(0, Math.min(height.length - 1, before));
      int b = Math.max(0, Math.min(height.length - 1, before + 1));
      double localHeight = height[a] * (1 - part) + height[b] * part;
      double localWeight = weight[a] * (1 - part) + weight[b] * part;
      if (localWeight > 0 && !Float.isNaN(envelope[i])) {
        weighted[i] += localWeight * envelope[i] / localHeight;
        weights[i] += localWeight;
      }
    }
  }

  private static int preferred(double[] typicalWeight) {
    double best = Arrays.stream(typicalWeight).max().orElse(0);
    int lead = 0;
    while (typicalWeight[lead] < MUCH_QUIETER * best) {
      lead++;
    }
    return lead;
  }

  private static float[] envelope(float[] signal) {
    float[] band = Butterworth.bandPass(2, LOW_HZ, HIGH_HZ, QrsDetector.RATE).zeroPhase(signal);
    double[] energy = new double[band.length + 1];
    for (int i = 0; i < band.length; i++) {
      energy[i + 1] = energy[i] + (double) band[i] * band[i];
    }
    float[] envelope = new float[band.length];
    for (int i = 0; i < band.length; i++) {
      int from = Math.max(0, i - HALF_WINDOW);
      int to = Math.min(band.length, i + HALF_WINDOW + 1);
      envelope[i] = (float) Math.sqrt((energy[to] - energy[from]) / (to - from));
    }
    return envelope;
  }

  private static double[] localMedian(double[] values, int reach) {
    double[] medians = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double[] near =
          Arrays.copyOfRange(
              values, Math.max(0, i - reach), Math.min(values.length, i + reach + 1));
      Arrays.sort(near);
      medians[i] = near[(near.length - 1) / 2];
    }
    return medians;
  }
}
