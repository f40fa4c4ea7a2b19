package org.einthoven.training.dfnet;

import java.util.List;
import java.util.function.IntPredicate;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.StatedStrip;

/**
 * What the beat head learns from beside annotated beats.
 *
 * @param simulated beats in rhythms that their patients did not have
 * @param strips of which only the rhythm is stated
 */
record FurtherBeats(BeatSet simulated, List<StatedStrip> strips) {

  /** Annotated beats are all there is. */
  static final FurtherBeats NONE = new FurtherBeats(new BeatSet.Builder().build(), List.of());

  FurtherBeats {
    strips = List.copyOf(strips);
  }

  /** Without the simulated beats that were made with a beat of other records. */
  FurtherBeats ofRecords(IntPredicate record) {
    return new FurtherBeats(simulated.ofRecords(record), strips);
  }

  boolean isEmpty() {
    return simulated.size() == 0 && strips.isEmpty();
  }
}
