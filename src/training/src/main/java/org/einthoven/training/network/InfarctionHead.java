package org.einthoven.training.network;

import static org.einthoven.ecg.beat.BeatPreparation.TWELVE;
import static org.einthoven.ecg.beat.BeatPreparation.WINDOW_SAMPLES;

import java.util.List;

/** Myocardial infarction, from the median beats of twelve leads. */
final class InfarctionHead {

  private static final String TASK = "infarction";
  private static final int[] OWN_WIDTHS = {24, 24, 32, 40};
  private static final int HIDDEN = 48;

  private InfarctionHead() {}

  static <T> Dfnet.Head<T> answer(Graph<T> g, T medianBeats) {
    T scaled = g.multiply(medianBeats, 2);
    T lead = g.reshape(scaled, 1, WINDOW_SAMPLES);
    // A median beat does not differ from itself: the channel that holds the difference is zero.
    T pair = g.join(List.of(lead, g.multiply(lead, 0)));
    TaskFeatures<T> median =
        TaskFeatures.of(
            g,
            TASK,
            () -> SharedTrunk.encode(g, TASK, pair, TWELVE),
            () -> OwnPath.encode(g, TASK, scaled, TWELVE, OWN_WIDTHS));
    int width = g.variant().head(HIDDEN);
    T mixed = g.dropout(median.mixed(), Dfnet.DROPOUT);
    T hidden = g.relu(g.dense("infarction.hidden", mixed, Embedding.SIZE, width));
    T logits = g.dense("infarction.out", g.dropout(hidden, Dfnet.DROPOUT), width, 1);
    return new Dfnet.Head<>(g.offset(Dfnet.INFARCTION_OFFSET, logits, 1), median.sharedShare());
  }
}
