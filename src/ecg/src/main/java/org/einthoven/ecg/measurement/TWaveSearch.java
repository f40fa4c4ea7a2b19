package org.einthoven.ecg.measurement;

import java.util.List;
import java.util.Optional;

/**
 * The T wave of a typical beat, in each lead ({@link WavesOverLeads}). Over all leads it ends where
 * nine tenths of them, weighed by the height of their T wave, have reached its end. Constants
 * chosen on LUDB's records 1 to 70.
 */
final class TWaveSearch {

  private static final double LOWEST = 0.05;
  private static final double SHARE_OF_LEADS = 0.9;
  private static final double AFTER_QRS = 40;
  private static final double LONGEST = 600;
  private static final double LONGEST_OF_RR = 0.62;
  private static final int FEWEST = 30;
  private static final WavesOverLeads.Search SEARCH = new WavesOverLeads.Search(12, 25, 80, 60);

  private TWaveSearch() {}

  /**
   * What was found.
   *
   * @param end over all leads, in milliseconds from the R peak, or why there is none
   * @param leads the wave of each lead, in the beat's order
   */
  record Bounds(Measure end, List<Optional<WavesOverLeads.Found>> leads) {

    static Bounds none(TypicalBeat beat, String reason) {
      return new Bounds(
          Measure.none(reason),
          beat.leads().stream().map(lead -> Optional.<WavesOverLeads.Found>empty()).toList());
    }
  }

  static Bounds search(TypicalBeat beat, QrsSearch.Bounds qrs) {
    int from = beat.sample(qrs.end() + AFTER_QRS);
    double longest = Math.min(LONGEST, LONGEST_OF_RR * beat.rrSamples() * TypicalBeat.MILLISECONDS);
    int to = Math.min(beat.samples() - 2, beat.sample(longest));
    if (to - from < FEWEST) {
      return Bounds.none(
          beat, "the beats follow too fast for the T wave to be told from the next P wave");
    }
    WavesOverLeads waves = WavesOverLeads.of(beat.millivolts(), from, to, SEARCH);
    if (waves.highest() < LOWEST) {
      return Bounds.none(beat, "no lead has a T wave of 0.05 mV");
    }
    return new Bounds(
        waves
            .end(SHARE_OF_LEADS)
            .map(end -> Measure.of(beat.milliseconds(end)))
            .orElseGet(() -> Measure.none("no lead has a T wave")),
        waves.leads());
  }
}
