package org.einthoven.ecg.signal;

import java.util.ArrayList;
import java.util.List;

/**
 * A Butterworth filter of even order as a chain of second-order sections, made by the bilinear
 * transform with the cut-off prewarped, so that the digital filter has exactly −3 dB there.
 *
 * <p>{@link #zeroPhase} runs it forward and backward: no delay, no phase distortion, twice the
 * decibels (−6 dB at the cut-off).
 */
public final class Butterworth {

  private final List<Section> sections;
  private final double lowestCutoff;
  private final double samplesPerSecond;

  private Butterworth(List<Section> sections, double lowestCutoff, double samplesPerSecond) {
    this.sections = List.copyOf(sections);
    this.lowestCutoff = lowestCutoff;
    this.samplesPerSecond = samplesPerSecond;
  }

  /**
   * A filter that stops what lies below the cut-off, and a constant altogether.
   *
   * @param order 2, 4, 6 …
   * @param cutoffHz above 0 and below half the sampling rate
   * @param samplesPerSecond the rate of the signals it is for
   */
  public static Butterworth highPass(int order, double cutoffHz, double samplesPerSecond) {
    return new Butterworth(
        design(order, cutoffHz, samplesPerSecond, true), cutoffHz, samplesPerSecond);
  }

  /**
   * A filter that stops what lies above the cut-off.
   *
   * @param order 2, 4, 6 …
   * @param cutoffHz above 0 and below half the sampling rate
   * @param samplesPerSecond the rate of the signals it is for
   */
  public static Butterworth lowPass(int order, double cutoffHz, double samplesPerSecond) {
    return new Butterworth(
        design(order, cutoffHz, samplesPerSecond, false), cutoffHz, samplesPerSecond);
  }

  /**
   * A high-pass followed by a low-pass, each of the order given.
   *
   * @param order of each of the two: 2, 4, 6 …
   * @param lowHz where the band begins
   * @param highHz where it ends, above {@code lowHz} and below half the sampling rate
   * @param samplesPerSecond the rate of the signals it is for
   */
  public static Butterworth bandPass(
      int order, double lowHz, double highHz, double samplesPerSecond) {
    if (!(lowHz < highHz)) {
      throw new IllegalArgumentException("a band begins below its end");
    }
    List<Section> both = new ArrayList<>(design(order, lowHz, samplesPerSecond, true));
    both.addAll(design(order, highHz, samplesPerSecond, false));
    return new Butterworth(both, lowHz, samplesPerSecond);
  }

  private static List<Section> design(
      int order, double cutoffHz, double samplesPerSecond, boolean high) {
    if (order < 2 || order % 2 != 0) {
      throw new IllegalArgumentException("the order is even and at least 2");
    }
    if (!(cutoffHz > 0 && cutoffHz < samplesPerSecond / 2)) {
      throw new IllegalArgumentException("the cut-off lies between 0 Hz and half the rate");
    }
    double warped = Math.tan(Math.PI * cutoffHz / samplesPerSecond);
    double square = warped * warped;
    List<Section> sections = new ArrayList<>();
    for (int pair = 0; pair < order / 2; pair++) {
      double damping = 2 * Math.sin(Math.PI * (2 * pair + 1) / (2.0 * order));
      double norm = 1 + damping * warped + square;
      double gain = (high ? 1 : square) / norm;
      sections.add(
          new Section(
              gain,
              high ? -2 * gain : 2 * gain,
              gain,
              2 * (square - 1) / norm,
              (1 - damping * warped + square) / norm));
    }
    return sections;
  }

  /**
   * The factor by which one pass changes a sine of this frequency; {@link #zeroPhase} squares it.
   */
  public double gainAt(double hz) {
    double w = 2 * Math.PI * hz / samplesPerSecond;
    double gain = 1;
    for (Section s : sections) {
      gain *=
          Math.hypot(
              s.b0() + s.b1() * Math.cos(w) + s.b2() * Math.cos(2 * w),
              s.b1() * Math.sin(w) + s.b2() * Math.sin(2 * w));
      gain /=
          Math.hypot(
              1 + s.a1() * Math.cos(w) + s.a2() * Math.cos(2 * w),
              s.a1() * Math.sin(w) + s.a2() * Math.sin(2 * w));
    }
    return gain;
  }

  /**
   * Filters forward and then backward.
   *
   * <p>The signal is lengthened at both ends by its own odd reflection, over one period of the
   * lowest cut-off or as far as the signal goes, and each pass starts in the steady state of its
   * first value, so that the ends do not ring (the method of {@code scipy.signal.sosfiltfilt}).
   * Missing samples (NaN) are bridged for the filter and are missing in the result.
   *
   * @return a new array of the same length
   */
  public float[] zeroPhase(float[] samples) {
    if (samples.length == 0) {
      return new float[0];
    }
    Gaps gaps = Gaps.bridge(samples);
    float[] in = gaps.bridged();
    int pad = Math.min(in.length - 1, (int) Math.ceil(samplesPerSecond / lowestCutoff));
    double[] work = new double[in.length + 2 * pad];
    int last = in.length - 1;
    for (int i = 0; i < pad; i++) {
      work[pad - 1 - i] = 2.0 * in[0] - in[i + 1];
      work[pad + in.length + i] = 2.0 * in[last] - in[last - 1 - i];
    }
    for (int i = 0; i < in.length; i++) {
      work[pad + i] = in[i];
    }
    pass(work, false);
    pass(work, true);
    float[] out = new float[in.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) work[pad + i];
    }
    return gaps.restore(out);
  }

  private void pass(double[] work, boolean backward) {
    double first = work[backward ? work.length - 1 : 0];
    for (Section section : sections) {
      section.run(work, first, backward);
      first *= section.gainOfConstant();
    }
  }
}
