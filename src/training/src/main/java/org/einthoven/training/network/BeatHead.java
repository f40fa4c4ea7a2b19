package org.einthoven.training.network;

import static org.einthoven.ecg.beat.BeatPreparation.CHANNELS;
import static org.einthoven.ecg.beat.BeatPreparation.FEATURES;
import static org.einthoven.ecg.beat.BeatPreparation.WINDOW_SAMPLES;

import java.util.List;
import org.einthoven.ecg.beat.BeatClass;

/** The class of each beat, from its window and its features. */
final class BeatHead {

  private static final String TASK = "beat";
  private static final int[] OWN_WIDTHS = {16, 16, 24, 32};
  private static final int FEATURE_COLUMNS = 24;
  private static final int HIDDEN = 48;

  private BeatHead() {}

  static <T> Dfnet.Head<T> answer(Graph<T> g, T windows, T features) {
    T lead = g.reshape(g.channels(windows, 0, 2), 1, WINDOW_SAMPLES);
    T difference = g.reshape(g.channels(windows, 2, 2), 1, WINDOW_SAMPLES);
    TaskFeatures<T> beat =
        TaskFeatures.of(
            g,
            TASK,
            () -> SharedTrunk.encode(g, TASK, g.join(List.of(lead, difference)), 2),
            () -> OwnPath.encode(g, TASK, windows, CHANNELS, OWN_WIDTHS));
    int columns = g.variant().head(FEATURE_COLUMNS);
    int width = g.variant().head(HIDDEN);
    T standard = g.standardise(Dfnet.BEAT_FEATURES, features, FEATURES);
    T rhythm = g.relu(g.dense("beat.rhythm", standard, FEATURES, columns));
    T joined = g.dropout(g.join(List.of(beat.mixed(), rhythm)), Dfnet.DROPOUT);
    T hidden = g.relu(g.dense("beat.hidden", joined, Embedding.SIZE + columns, width));
    int classes = BeatClass.values().length;
    T logits = g.dense("beat.out", g.dropout(hidden, Dfnet.DROPOUT), width, classes);
    return new Dfnet.Head<>(g.offset(Dfnet.BEAT_OFFSET, logits, classes), beat.sharedShare());
  }
}
