package org.einthoven.ecg.measurement;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.einthoven.ecg.recording.Recording;

/**
 * What is measured of a recording. Intervals and amplitudes are of the typical beat, over at most
 * the first five minutes; boundaries are over all leads together.
 *
 * @param heartRatePerMinute 60 over the mean RR interval
 * @param rrMean the mean RR interval in milliseconds
 * @param rrDeviation its standard deviation in milliseconds
 * @param rrShortest the shortest in milliseconds
 * @param rrLongest the longest in milliseconds
 * @param beats how many beats have the typical beat's shape and were taken, 0 where there is none
 * @param typical the typical beat, empty where there is none
 * @param marks the boundaries of its waves
 * @param pDuration of the P wave in milliseconds
 * @param pr from the beginning of the P wave to that of the QRS complex, in milliseconds
 * @param qrs from the beginning to the end of the QRS complex, in milliseconds
 * @param qt from the beginning of the QRS complex to the end of the T wave, in milliseconds
 * @param qtc QT for the rate
 * @param pAxis of the P wave in the frontal plane, in degrees
 * @param qrsAxis of the QRS complex
 * @param tAxis of the T wave
 * @param leads the amplitudes of each lead
 * @param shapes the shape of the QRS complex in each lead
 * @param waves where the waves of each lead lie
 * @param reversals electrodes that look exchanged
 */
public record EcgMeasurements(
    Measure heartRatePerMinute,
    Measure rrMean,
    Measure rrDeviation,
    Measure rrShortest,
    Measure rrLongest,
    int beats,
    Optional<MedianBeat> typical,
    WaveMarks marks,
    Measure pDuration,
    Measure pr,
    Measure qrs,
    Measure qt,
    QtCorrections qtc,
    Measure pAxis,
    Measure qrsAxis,
    Measure tAxis,
    List<LeadMeasurement> leads,
    List<QrsShape> shapes,
    List<LeadWaves> waves,
    List<LeadReversal> reversals) {

  private static final double MILLISECONDS = 1000;
  private static final double MILLISECONDS_PER_MINUTE = 60_000;
  private static final double LEAST_RATE = 100;

  /** Copies the lists. */
  public EcgMeasurements {
    leads = List.copyOf(leads);
    shapes = List.copyOf(shapes);
    waves = List.copyOf(waves);
    reversals = List.copyOf(reversals);
  }

  /**
   * Measures a recording; limb leads that follow from I and II are measured as well.
   *
   * @param rPeaks the beats found in it, as sample indices, ascending
   */
  public static EcgMeasurements of(Recording recording, int[] rPeaks) {
    double[] rr = new double[Math.max(0, rPeaks.length - 1)];
    for (int i = 0; i < rr.length; i++) {
      rr[i] = (rPeaks[i + 1] - rPeaks[i]) * MILLISECONDS / recording.samplesPerSecond();
    }
    Optional<TypicalBeat> typical =
        recording.samplesPerSecond() < LEAST_RATE
            ? Optional.empty()
            : BeatAlignment.align(recording.withDerivedLimbLeads(), rPeaks);
    BeatWaves waves =
        typical
            .map(BeatWaves::of)
            .orElseGet(
                () ->
                    BeatWaves.none(
                        List.of(),
                        recording.samplesPerSecond() < LEAST_RATE
                            ? "it is recorded below 100 Hz"
                            : "fewer than three beats, or no more than half of them, have one shape"));
    return of(rr, typical, waves);
  }

  private static EcgMeasurements of(double[] rr, Optional<TypicalBeat> typical, BeatWaves waves) {
    WaveMarks marks = waves.marks();
    Measure few = Measure.none("fewer than three beats were found");
    boolean enough = rr.length >= 2;
    double mean = Arrays.stream(rr).average().orElse(Double.NaN);
    double squares = Arrays.stream(rr).map(x -> (x - mean) * (x - mean)).sum();
    Measure rrMean = enough ? Measure.of(mean) : few;
    Measure qt = marks.tEnd().minus(marks.qrsOnset());
    Measure tBegin = marks.qrsEnd().map(end -> end + 60);
    Measure tAxis = axis(typical, marks, tBegin, marks.tEnd(), marks.qrsOnset());
    List<LeadMeasurement> leads =
        ofLeads(typical, (beat, lead) -> LeadMeasurement.of(beat, lead, marks));
    return new EcgMeasurements(
        rrMean.map(value -> MILLISECONDS_PER_MINUTE / value),
        rrMean,
        enough ? Measure.of(Math.sqrt(squares / (rr.length - 1))) : few,
        enough ? Measure.of(Arrays.stream(rr).min().orElseThrow()) : few,
        enough ? Measure.of(Arrays.stream(rr).max().orElseThrow()) : few,
        typical.map(TypicalBeat::beats).orElse(0),
        typical.map(MedianBeat::of),
        marks,
        marks.pEnd().minus(marks.pOnset()),
        marks.qrsOnset().minus(marks.pOnset()),
        marks.qrsEnd().minus(marks.qrsOnset()),
        qt,
        QtCorrections.of(qt, rrMean),
        axis(typical, marks, marks.pOnset(), marks.pEnd(), marks.pOnset()),
        axis(typical, marks, marks.qrsOnset(), marks.qrsEnd(), marks.qrsOnset()),
        tAxis,
        leads,
        ofLeads(typical, (beat, lead) -> QrsShape.of(beat, lead, marks)),
        waves.leads(),
        typical.stream()
            .flatMap(beat -> LeadReversal.of(beat, marks, leads, tAxis).stream())
            .toList());
  }

  private static <T> List<T> ofLeads(
      Optional<TypicalBeat> typical, BiFunction<TypicalBeat, Integer, T> measure) {
    return typical.stream()
        .flatMap(
            beat ->
                IntStream.range(0, beat.leads().size()).mapToObj(lead -> measure.apply(beat, lead)))
        .toList();
  }

  private static Measure axis(
      Optional<TypicalBeat> typical, WaveMarks marks, Measure from, Measure to, Measure level) {
    return typical.map(beat -> FrontalAxis.of(beat, from, to, level)).orElseGet(marks::qrsOnset);
  }
}
