package org.einthoven.training.network;

import static org.einthoven.ecg.beat.BeatPreparation.TWELVE;
import static org.einthoven.ecg.beat.BeatPreparation.WINDOW_SAMPLES;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the infarction and the abnormality head look at: median beats through the shared trunk, and
 * through one private path for both heads, since what tells infarction from normal is best learned
 * beside what else is not normal. A view that no head looks at is not made.
 */
final class MedianBeatViews<T> {

  private static final String TASK = "twelve";
  private static final int[] OWN_WIDTHS = {24, 24, 32, 36};
  private static final int PRECORDIAL = 6;

  private final Supplier<T> shared;
  private final Supplier<T> own;

  /**
   * Views of the same beats.
   *
   * @param medianBeats [recordings][leads][90]; the product's have twelve leads, of which the
   *     private path sees I, II and V1 to V6, because the others are sums of I and II
   */
  MedianBeatViews(Graph<T> g, T medianBeats, int leads) {
    T scaled = g.multiply(medianBeats, 2);
    this.shared = new Once<>(() -> shared(g, scaled, leads));
    this.own = new Once<>(() -> own(g, scaled, leads));
  }

  /** Both, mixed by the gate of a task, each [recordings][{@link Embedding#SIZE}]. */
  TaskFeatures<T> of(Graph<T> g, String task) {
    return TaskFeatures.of(g, task, shared, own);
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

  /** Makes its value when it is first asked for. */
  private static final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private @Nullable T made;

    Once(Supplier<T> maker) {
      this.maker = maker;
    }

    @Override
    public T get() {
      T value = made;
      if (value == null) {
        value = maker.get();
        made = value;
      }
      return value;
    }
  }
}
