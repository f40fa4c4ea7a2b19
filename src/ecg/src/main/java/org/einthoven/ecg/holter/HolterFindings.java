package org.einthoven.ecg.holter;

import java.util.List;

/**
 * What was found in a long recording, before it is summed up. Stretches stand in order of time and
 * those of one list do not overlap.
 *
 * @param durationSeconds how long it is
 * @param beats all beats outside of what was not read
 * @param unread where nothing was read, with the reason
 * @param interrupted where no lead had a signal for a short time or beats may have gone unseen,
 *     with the reason; in any order. Beats around it are kept, the interval across it is none
 * @param unclassed where beats were found but may not be classed, with the reason
 * @param rhythmJudged where the rhythm was judged
 * @param fibrillation where atrial fibrillation is stated
 */
public record HolterFindings(
    double durationSeconds,
    HolterBeats beats,
    List<HolterStretch> unread,
    List<HolterStretch> interrupted,
    List<HolterStretch> unclassed,
    List<HolterStretch> rhythmJudged,
    List<HolterStretch> fibrillation) {

  /** Copies the lists. */
  public HolterFindings {
    unread = List.copyOf(unread);
    interrupted = List.copyOf(interrupted);
    unclassed = List.copyOf(unclassed);
    rhythmJudged = List.copyOf(rhythmJudged);
    fibrillation = List.copyOf(fibrillation);
  }
}
