package org.einthoven.inference.reading;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.measurement.LeadMeasurement;
import org.einthoven.ecg.measurement.MedianBeat;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.inference.ModelIdentity;

/**
 * The machine's reading of one recording. It is preliminary until a clinician signs it off.
 *
 * @param durationSeconds how long the recording is
 * @param samplesPerSecond its rate
 * @param leads the leads as recorded
 * @param derivedLeads the leads computed from I and II
 * @param quality how good the recording is
 * @param heartRatePerMinute 60 over the mean RR interval, in beats a minute
 * @param meanRrMilliseconds the mean RR interval
 * @param rrVariability how the RR intervals vary
 * @param values what is measured on the typical beat
 * @param leadMeasurements the amplitudes and ST levels of each lead of the typical beat
 * @param typicalBeat the typical beat itself, empty where there is none
 * @param waveLimits where the waves of one beat of the typical shape lie, in order of time
 * @param beats every detected beat with its class, in order of time
 * @param infarction the score for myocardial infarction
 * @param abnormalities the scores for other abnormalities, in the model's order
 * @param fibrillation the scores for atrial fibrillation
 * @param critical what somebody should look at at once; empty when nothing is
 * @param statements what is stated; empty when nothing is
 * @param sharedShares the gates' weights, for what was scored
 * @param model what scored it
 */
public record Reading(
    double durationSeconds,
    double samplesPerSecond,
    List<Lead> leads,
    List<Lead> derivedLeads,
    Quality quality,
    Assessed<Double> heartRatePerMinute,
    Assessed<Double> meanRrMilliseconds,
    Assessed<RrVariability> rrVariability,
    Map<EcgValue, Assessed<Double>> values,
    Assessed<List<LeadMeasurement>> leadMeasurements,
    Optional<MedianBeat> typicalBeat,
    List<WaveLimit> waveLimits,
    Assessed<List<ReadBeat>> beats,
    Assessed<InfarctionScore> infarction,
    Assessed<List<AbnormalityScore>> abnormalities,
    Assessed<FibrillationScore> fibrillation,
    List<CriticalFinding> critical,
    List<Statement> statements,
    List<SharedShare> sharedShares,
    ModelIdentity model) {

  /** The sentence that every reading carries. */
  public static final String INTENDED_USE =
      "Decision support for professional review; not a stand-alone diagnosis and not for monitoring."
          + " A reading without findings does not rule disease out. Not validated on paced rhythms or"
          + " in children.";

  /** What no reading of this version covers, said so that its silence is not taken for normal. */
  public static final String NOT_COVERED =
      "Not covered: rhythms other than sinus rhythm and atrial fibrillation (flutter is not told"
          + " apart from it), block between atria and ventricles, right ventricular and atrial"
          + " enlargement, T waves; ST elevation is marked where it is critical and not stated;"
          + " intervals are measured and not judged. Pacing without visible spikes is not recognised.";

  /** Copies the lists. */
  public Reading {
    leads = List.copyOf(leads);
    derivedLeads = List.copyOf(derivedLeads);
    Map<EcgValue, Assessed<Double>> measured = new EnumMap<>(EcgValue.class);
    measured.putAll(values);
    values = Collections.unmodifiableMap(measured);
    waveLimits = List.copyOf(waveLimits);
    critical = List.copyOf(critical);
    statements = List.copyOf(statements);
    sharedShares = List.copyOf(sharedShares);
  }

  /** A value, or why there is none. */
  public Assessed<Double> value(EcgValue value) {
    return values.getOrDefault(value, new Assessed.NotAssessed<>("it was not measured"));
  }

  /** What is to be kept in mind about the beats' classes, empty where nothing is. */
  public Optional<String> beatsCaveat() {
    if (!fibrillation.toOptional().map(FibrillationScore::reached).orElse(false)) {
      return Optional.empty();
    }
    String undefined = "in atrial fibrillation supraventricular ectopic beats are not defined; ";
    long ruledOut =
        beats.toOptional().orElse(List.of()).stream().filter(ReadBeat::ruledOut).count();
    if (ruledOut > 0) {
      return Optional.of(
          undefined
              + (ruledOut == 1
                  ? "1 beat that looked like one counts as N"
                  : ruledOut + " beats that looked like one count as N"));
    }
    return beatCounts().getOrDefault(BeatClass.S, 0) == 0
        ? Optional.empty()
        : Optional.of(undefined + "their count is not to be relied on");
  }

  /** How many beats each class has; every class is present, empty where beats were not assessed. */
  public Map<BeatClass, Integer> beatCounts() {
    Map<BeatClass, Integer> counts = new EnumMap<>(BeatClass.class);
    beats
        .toOptional()
        .ifPresent(
            list -> {
              for (BeatClass beatClass : BeatClass.values()) {
                counts.put(beatClass, 0);
              }
              for (ReadBeat beat : list) {
                counts.merge(beat.beatClass(), 1, Integer::sum);
              }
            });
    return counts;
  }
}
