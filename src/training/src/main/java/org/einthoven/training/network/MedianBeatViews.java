package org.einthoven.training.network;

import static org.einthoven.ecg.beat.BeatPreparation.TWELVE;
import static org.einthoven.ecg.beat.BeatPreparation.WINDOW_SAMPLES;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the infarction and the abnormality head look at: median beats through the shared trunk, and
 * through one private path for both heads, since what tells infarction from normal is best learned
 * beside what else is not normal. An ablation may lack one of the two.
 */
final class MedianBeatViews<T> {

  private static final String TASK = "twelve";
  private static final int[] OWN_WIDTHS = {24, 24, 32, 36};
  private static final int PRECORDIAL = 6;

  private final @Nullable T shared;
  private final @Nullable T own;

  private MedianBeatViews(@Nullable T shared, @Nullable T own) {
    this.shared = shared;
    this.own = own;
  }

  /**
   * The views of some beats.
   *
   * @param medianBeats [recordings][leads][90]; the product's have twelve leads, of which the
   *     private path sees I, II and V1 to V6, because the others are sums of I and II
   */
  static <T> MedianBeatViews<T> of(Graph<T> g, T medianBeats, int leads) {
    T scaled = g.multiply(medianBeats, 2);
    return switch (g.variant().sharing()) {
      case SINGLE -> new MedianBeatViews<>(null, own(g, scaled, leads));
      case SHARED -> new MedianBeatViews<>(shared(g, scaled, leads), null);
      case GATED -> new MedianBeatViews<>(shared(g, scaled, leads), own(g, scaled, leads));
    };
  }

  /** Through the trunk, [recordings][{@link Embedding#SIZE}]. */
  T shared() {
    return Objects.requireNonNull(shared);
  }

  /** Through the private path, [recordings][{@link Embedding#SIZE}]. */
  T own() {
    return Objects.requireNonNull(own);
  }

  private static <T> T shared(Graph<T> g, T scaled, int leads) {
    T lead = g.reshape(scaled, 1, WINDOW_SAMPLES);
    // A median beat does not differ from itself: the channel that holds the difference is zero.
    T pair = g.join(List.of(lead, g.multiply(lead, 0)));
    return SharedTrunk.encode(g, TASK, pair, leads);
  }

  private static <T> T own(Graph<T> g, T scaled, int leads) {
    if (leads != TWELVE) {
      return OwnPath.encode(g, TASK, scaled, leads, OWN_WIDTHS);
    }
    T limb = g.channels(scaled, 0, 2);
    T independent = g.join(List.of(limb, g.channels(scaled, TWELVE - PRECORDIAL, PRECORDIAL)));
    return OwnPath.encode(g, TASK, independent, 2 + PRECORDIAL, OWN_WIDTHS);
  }
}
