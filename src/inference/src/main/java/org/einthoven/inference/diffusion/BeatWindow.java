package org.einthoven.inference.diffusion;

import java.util.Arrays;
import org.einthoven.ecg.beat.BeatPreparation;

/**
 * Between a beat's window of two leads as {@link BeatPreparation} makes it and the rows of the
 * denoising network, which are longer (96 samples, to be halved three times) and scaled to a
 * variance of about 1.
 */
public final class BeatWindow {

  /** Leads of a beat. */
  public static final int LEADS = 2;

  /** Samples of a row in each lead. */
  public static final int ROW_SAMPLES = 96;

  /** Numbers of a row. */
  public static final int ROW = LEADS * ROW_SAMPLES;

  /** Numbers of a window. */
  public static final int WINDOW = LEADS * BeatPreparation.WINDOW_SAMPLES;

  private static final int AHEAD = (ROW_SAMPLES - BeatPreparation.WINDOW_SAMPLES) / 2;

  private BeatWindow() {}

  /** Writes a window's row; beyond the ends the end value goes on. */
  public static void toRow(float[] window, double scale, float[] rows, int at) {
    for (int lead = 0; lead < LEADS; lead++) {
      for (int i = 0; i < ROW_SAMPLES; i++) {
        int from = Math.max(0, Math.min(BeatPreparation.WINDOW_SAMPLES - 1, i - AHEAD));
        rows[at + lead * ROW_SAMPLES + i] =
            (float) (scale * window[lead * BeatPreparation.WINDOW_SAMPLES + from]);
      }
    }
  }

  /** The window of a row; each lead has its median at 0, as a prepared beat has. */
  public static float[] fromRow(float[] rows, int at, double scale) {
    float[] window = new float[WINDOW];
    for (int lead = 0; lead < LEADS; lead++) {
      float[] values = new float[BeatPreparation.WINDOW_SAMPLES];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (rows[at + lead * ROW_SAMPLES + AHEAD + i] / scale);
      }
      float[] sorted = values.clone();
      Arrays.sort(sorted);
      float median = (sorted[values.length / 2 - 1] + sorted[values.length / 2]) / 2;
      for (int i = 0; i < values.length; i++) {
        window[lead * BeatPreparation.WINDOW_SAMPLES + i] = values[i] - median;
      }
    }
    return window;
  }
}
