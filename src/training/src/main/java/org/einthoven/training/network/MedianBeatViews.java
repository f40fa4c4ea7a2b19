package org.einthoven.training.network;

import static org.einthoven.ecg.beat.BeatPreparation.TWELVE;
import static org.einthoven.ecg.beat.BeatPreparation.WINDOW_SAMPLES;

import java.util.List;

/**
 * What the infarction and the abnormality head look at: median beats through the shared trunk, and
 * through one private path for both heads, since what tells infarction from normal is best learned
 * beside what else is not normal.
 *
 * @param shared through the trunk, [recordings][{@link Embedding#SIZE}]
 * @param own through the private path, likewise
 */
record MedianBeatViews<T>(T shared, T own) {

  private static final String TASK = "twelve";
  private static final int[] OWN_WIDTHS = {24, 24, 32, 36};
  private static final int PRECORDIAL = 6;

  /**
   * Both views of the same beats.
   *
   * @param medianBeats [recordings][leads][90]; the product's have twelve leads, of which the
   *     private path sees I, II and V1 to V6, because the others are sums of I and II
   */
  static <T> MedianBeatViews<T> of(Graph<T> g, T medianBeats, int leads) {
    T scaled = g.multiply(medianBeats, 2);
    T lead = g.reshape(scaled, 1, WINDOW_SAMPLES);
    // A median beat does not differ from itself: the channel that holds the difference is zero.
    T pair = g.join(List.of(lead, g.multiply(lead, 0)));
    T shared = SharedTrunk.encode(g, TASK, pair, leads);
    if (leads != TWELVE) {
      return new MedianBeatViews<>(shared, OwnPath.encode(g, TASK, scaled, leads, OWN_WIDTHS));
    }
    T limb = g.channels(scaled, 0, 2);
    T independent = g.join(List.of(limb, g.channels(scaled, TWELVE - PRECORDIAL, PRECORDIAL)));
    return new MedianBeatViews<>(
        shared, OwnPath.encode(g, TASK, independent, 2 + PRECORDIAL, OWN_WIDTHS));
  }
}
