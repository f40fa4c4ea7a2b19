package org.einthoven.training.network;

import static org.einthoven.ecg.rhythm.RhythmPreparation.CHANNELS;

import java.util.List;
import org.einthoven.ecg.rhythm.RhythmFeature;

/**
 * Atrial fibrillation, from the median beat of one lead, the spread around it, and what was counted
 * of the rhythm. It stands mostly on the features; shape and spread come through the shared trunk.
 */
final class FibrillationHead {

  private static final String TASK = "fibrillation";
  private static final int[] OWN_WIDTHS = {8, 8, 8, 8};
  private static final int FEATURE_COLUMNS = 16;
  private static final int HIDDEN = 12;

  /** A feature that lies farther than this many deviations out says no more than that. */
  private static final float FARTHEST = 4;

  private FibrillationHead() {}

  static <T> Dfnet.Head<T> answer(Graph<T> g, T beats, T features) {
    T shared = SharedTrunk.encode(g, TASK, beats, 1);
    T own = OwnPath.encode(g, TASK, beats, CHANNELS, OWN_WIDTHS);
    T gate = Gate.share(g, TASK, shared, own);
    int columns = RhythmFeature.COUNT;
    T standard = g.standardise(Dfnet.FIBRILLATION_FEATURES, features, columns);
    T near = g.clip(standard, -FARTHEST, FARTHEST);
    T rhythm = g.relu(g.dense("fibrillation.rhythm", near, columns, FEATURE_COLUMNS));
    T joined = g.dropout(g.join(List.of(g.mix(shared, own, gate), rhythm)), Dfnet.DROPOUT);
    T hidden =
        g.relu(g.dense("fibrillation.hidden", joined, Embedding.SIZE + FEATURE_COLUMNS, HIDDEN));
    T logits = g.dense("fibrillation.out", g.dropout(hidden, Dfnet.DROPOUT), HIDDEN, 1);
    return new Dfnet.Head<>(logits, gate);
  }
}
