package org.einthoven.ecg.measurement;

import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.recording.Lead;

/**
 * The typical beat of a recording: the median over the beats of the most frequent shape, aligned on
 * their QRS complexes, at {@value #SAMPLES_PER_SECOND} Hz. The arrays are not copied.
 *
 * @param leads the leads, in the recording's order
 * @param millivolts [leads][samples], without baseline wander (zero-phase high-pass at 0.5 Hz)
 * @param smooth [independent leads][samples], the same below 40 Hz, which boundaries are found in;
 *     III, aVR, aVL and aVF follow from I and II and are not among them where both are there
 * @param noise [independent leads][samples], how far the median of the smooth beats may lie from
 *     what many beats would give: their deviation over the square root of their number; of the
 *     samples before the R peak alone
 * @param rPeak the sample at which the beats' R peaks lie
 * @param beats how many beats were taken
 * @param model where in the leads the beat lies that the others were laid on
 * @param rrSamples the median RR interval, in samples
 */
record TypicalBeat(
    List<Lead> leads,
    float[][] millivolts,
    float[][] smooth,
    float[][] noise,
    int rPeak,
    int beats,
    int model,
    double rrSamples) {

  /** The rate of its samples. */
  static final double SAMPLES_PER_SECOND = 500;

  /** The length of a sample. */
  static final double MILLISECONDS = 1000 / SAMPLES_PER_SECOND;

  private static final int FEW = 24;
  private static final double DEVIATION_OF_MEDIAN = 1.4826 * 1.2533;

  /** Copies the list. */
  TypicalBeat {
    leads = List.copyOf(leads);
  }

  /**
   * The median of beats.
   *
   * @param peaks where they lie in the leads
   * @param model which one the others were laid on
   * @param before how many samples before the R peak are taken
   * @param after how many from the R peak on
   */
  static TypicalBeat median(
      AlignedLeads leads, int[] peaks, int model, int before, int after, double rr) {
    List<float[]> plain = leads.plain();
    List<float[]> smooth = leads.smooth();
    int samples = before + after;
    float[] column = new float[peaks.length];
    double shrink = DEVIATION_OF_MEDIAN / Math.sqrt(peaks.length);
    float[][] ofPlain = new float[plain.size()][samples];
    float[][] ofSmooth = new float[smooth.size()][samples];
    float[][] noise = new float[smooth.size()][samples];
    for (int lead = 0; lead < ofPlain.length; lead++) {
      for (int i = 0; i < samples; i++) {
        ofPlain[lead][i] = median(plain.get(lead), peaks, i - before, column);
      }
    }
    for (int lead = 0; lead < ofSmooth.length; lead++) {
      for (int i = 0; i < samples; i++) {
        float middle = median(smooth.get(lead), peaks, i - before, column);
        ofSmooth[lead][i] = middle;
        if (i < before) {
          for (int k = 0; k < column.length; k++) {
            column[k] = Math.abs(column[k] - middle);
          }
          sort(column);
          noise[lead][i] = (float) (shrink * column[column.length / 2]);
        }
      }
    }
    return new TypicalBeat(
        leads.leads(), ofPlain, ofSmooth, noise, before, peaks.length, model, rr);
  }

  private static float median(float[] lead, int[] peaks, int offset, float[] column) {
    for (int k = 0; k < column.length; k++) {
      column[k] = lead[peaks[k] + offset];
    }
    sort(column);
    int middle = column.length / 2;
    return column.length % 2 == 1 ? column[middle] : (column[middle - 1] + column[middle]) / 2;
  }

  /**
   * Some thousand columns of a dozen values are sorted for each beat; the general way is slower.
   */
  private static void sort(float[] column) {
    if (column.length > FEW) {
      Arrays.sort(column);
      return;
    }
    for (int i = 1; i < column.length; i++) {
      float value = column[i];
      int place = i;
      while (place > 0 && column[place - 1] > value) {
        column[place] = column[place - 1];
        place--;
      }
      column[place] = value;
    }
  }

  int samples() {
    return millivolts[0].length;
  }

  /** The sample at a time in milliseconds from the R peak. */
  int sample(double milliseconds) {
    return rPeak + (int) Math.round(milliseconds / MILLISECONDS);
  }

  /** The time of a sample, in milliseconds from the R peak. */
  double milliseconds(int sample) {
    return (sample - rPeak) * MILLISECONDS;
  }
}
