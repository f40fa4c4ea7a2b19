package org.einthoven.ecg.measurement;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.jspecify.annotations.Nullable;

/**
 * The typical beat as intervals and amplitudes are measured on it: the median over the beats of the
 * most frequent shape, without baseline wander.
 *
 * @param beats how many beats were taken
 * @param samplesPerSecond the rate of its samples
 * @param peakSeconds where the R peaks lie, from its first sample
 * @param exampleSeconds where in the recording the R peak of the beat lies that the others were
 *     laid on
 * @param leads the leads, in the recording's order and limb leads that follow from I and II
 */
public record MedianBeat(
    int beats,
    double samplesPerSecond,
    double peakSeconds,
    double exampleSeconds,
    List<LeadSignal> leads) {

  private static final float MICROVOLTS = 1000;

  /** Copies the list. */
  public MedianBeat {
    leads = List.copyOf(leads);
  }

  static MedianBeat of(TypicalBeat beat) {
    return new MedianBeat(
        beat.beats(),
        TypicalBeat.SAMPLES_PER_SECOND,
        beat.rPeak() / TypicalBeat.SAMPLES_PER_SECOND,
        beat.model() / TypicalBeat.SAMPLES_PER_SECOND,
        IntStream.range(0, beat.leads().size())
            .mapToObj(
                lead -> new LeadSignal(beat.leads().get(lead), microvolts(beat.millivolts()[lead])))
            .toList());
  }

  /** Equal samples are equal beats. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MedianBeat beat
        && beats == beat.beats
        && samplesPerSecond == beat.samplesPerSecond
        && peakSeconds == beat.peakSeconds
        && exampleSeconds == beat.exampleSeconds
        && samples(leads).equals(samples(beat.leads));
  }

  @Override
  public int hashCode() {
    return Objects.hash(beats, samplesPerSecond, peakSeconds, exampleSeconds, samples(leads));
  }

  private static Map<Lead, FloatBuffer> samples(List<LeadSignal> leads) {
    Map<Lead, FloatBuffer> samples = new LinkedHashMap<>();
    leads.forEach(lead -> samples.put(lead.lead(), FloatBuffer.wrap(lead.microvolts())));
    return samples;
  }

  /** Whole microvolts, which are finer than any recorder. */
  private static float[] microvolts(float[] millivolts) {
    float[] microvolts = new float[millivolts.length];
    for (int i = 0; i < microvolts.length; i++) {
      microvolts[i] = Math.round(MICROVOLTS * millivolts[i]);
    }
    return microvolts;
  }
}
