package org.einthoven.ecg.measurement;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.einthoven.ecg.recording.Lead;

/**
 * The waves of a beat.
 *
 * @param marks over all leads together
 * @param leads in each lead, in the beat's order
 */
record BeatWaves(WaveMarks marks, List<LeadWaves> leads) {

  /** No waves, for a reason. */
  static BeatWaves none(List<Lead> leads, String reason) {
    LeadWave none = LeadWave.none(reason);
    return new BeatWaves(
        WaveMarks.none(reason),
        leads.stream().map(lead -> new LeadWaves(lead, none, none, none)).toList());
  }

  static BeatWaves of(TypicalBeat beat) {
    SpatialVelocity velocity = SpatialVelocity.of(beat);
    Optional<QrsSearch.Bounds> found = QrsSearch.search(beat, velocity);
    if (found.isEmpty()) {
      return none(beat.leads(), "the QRS complex has no clear beginning and end");
    }
    QrsSearch.Bounds qrs = found.get();
    TWaveSearch.Bounds t = TWaveSearch.search(beat, qrs);
    PWaveSearch.Bounds p = PWaveSearch.search(beat, velocity, qrs, t.end());
    WaveMarks marks =
        new WaveMarks(
            p.onset(),
            p.end(),
            p.absent(),
            Measure.of(qrs.onset()),
            Measure.of(qrs.end()),
            t.end());
    return new BeatWaves(
        marks,
        IntStream.range(0, beat.leads().size())
            .mapToObj(
                lead ->
                    new LeadWaves(
                        beat.leads().get(lead),
                        wave(beat, p.leads().get(lead), p.onset(), "P wave"),
                        QrsInLead.of(beat, lead),
                        wave(beat, t.leads().get(lead), t.end(), "T wave")))
            .toList());
  }

  private static LeadWave wave(
      TypicalBeat beat, Optional<WavesOverLeads.Found> found, Measure overLeads, String words) {
    if (overLeads instanceof Measure.NotAssessed not) {
      return LeadWave.none(not.reason());
    }
    return found
        .map(
            wave ->
                new LeadWave(
                    Measure.of(beat.milliseconds(wave.onset())),
                    Measure.of(beat.milliseconds(wave.peak())),
                    Measure.of(beat.milliseconds(wave.end()))))
        .orElseGet(() -> LeadWave.none("the lead has no " + words + " above the noise"));
  }
}
