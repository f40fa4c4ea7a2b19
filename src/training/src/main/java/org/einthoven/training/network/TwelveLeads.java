package org.einthoven.training.network;

import static org.einthoven.ecg.beat.BeatPreparation.TWELVE;
import static org.einthoven.ecg.beat.BeatPreparation.WINDOW_SAMPLES;

import java.util.List;

/**
 * What the infarction and the abnormality head look at: the median beats of twelve leads through
 * the shared trunk, and through one private path for both heads, since what tells infarction from
 * normal is best learned beside what else is not normal.
 */
final class TwelveLeads {

  private static final String TASK = "twelve";
  private static final int[] OWN_WIDTHS = {24, 24, 32, 36};

  /** I, II and V1 to V6: the other limb leads are sums of I and II. */
  private static final int INDEPENDENT = 8;

  private static final int PRECORDIAL = 6;

  private TwelveLeads() {}

  /**
   * Both views of the same beats.
   *
   * @param shared through the trunk, [recordings][{@link Embedding#SIZE}]
   * @param own through the private path, likewise
   */
  record Views<T>(T shared, T own) {}

  static <T> Views<T> of(Graph<T> g, T medianBeats) {
    T scaled = g.multiply(medianBeats, 2);
    T lead = g.reshape(scaled, 1, WINDOW_SAMPLES);
    // A median beat does not differ from itself: the channel that holds the difference is zero.
    T pair = g.join(List.of(lead, g.multiply(lead, 0)));
    T shared = SharedTrunk.encode(g, TASK, pair, TWELVE);
    T independent =
        g.join(
            List.of(
                g.channels(scaled, 0, INDEPENDENT - PRECORDIAL),
                g.channels(scaled, TWELVE - PRECORDIAL, PRECORDIAL)));
    return new Views<>(shared, OwnPath.encode(g, TASK, independent, INDEPENDENT, OWN_WIDTHS));
  }
}
