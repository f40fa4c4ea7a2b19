package org.einthoven.training.data;

import static org.einthoven.ecg.beat.BeatPreparation.WINDOW_SAMPLES;

import java.util.Arrays;

/**
 * Beats of one patient to make others from. Arrays are not copied.
 *
 * @param record the number of the record, 0 where the patient is of no record that is judged
 * @param millivolts [one or two leads][beats][window], each beat without its own median
 * @param interval the usual RR interval in seconds
 */
public record PatientBeats(int record, float[][][] millivolts, double interval) {

  /** How many leads there are. */
  public int leads() {
    return millivolts.length;
  }

  /** How many beats there are. */
  public int count() {
    return millivolts[0].length;
  }

  /** The median beat of a lead. */
  public float[] median(int lead) {
    float[] median = new float[WINDOW_SAMPLES];
    float[] column = new float[count()];
    for (int i = 0; i < WINDOW_SAMPLES; i++) {
      for (int beat = 0; beat < column.length; beat++) {
        column[beat] = millivolts[lead][beat][i];
      }
      Arrays.sort(column);
      median[i] = (column[(column.length - 1) / 2] + column[column.length / 2]) / 2;
    }
    return median;
  }

  /** The median peak-to-peak amplitude of a lead's beats, in millivolts. */
  public float span(int lead) {
    float[] spans = new float[count()];
    for (int beat = 0; beat < spans.length; beat++) {
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      for (float value : millivolts[lead][beat]) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      spans[beat] = high - low;
    }
    Arrays.sort(spans);
    return (spans[(spans.length - 1) / 2] + spans[spans.length / 2]) / 2;
  }
}
