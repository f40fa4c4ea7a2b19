package org.einthoven.fhir.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.waveform.WaveformLookup;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;

/**
 * Reads ECG recordings from Observations with SampledData: one lead per component, or one
 * Observation per lead.
 */
public final class ObservationReader {

  /** Room for a day of twelve leads at 250 Hz. */
  public static final int DEFAULT_MOST_SAMPLES = 12 * 250 * 86_400;

  /** The format's name in {@link org.einthoven.ecg.recording.Source}. */
  public static final String FORMAT = "FHIR Observation";

  private final int mostSamples;

  /** Reads up to {@link #DEFAULT_MOST_SAMPLES} samples. */
  public ObservationReader() {
    this(DEFAULT_MOST_SAMPLES);
  }

  /**
   * Reads up to a number of samples.
   *
   * @param mostSamples of all leads together; more are refused as too large
   */
  public ObservationReader(int mostSamples) {
    this.mostSamples = mostSamples;
  }

  /**
   * Whether nothing forbids to judge a stored ECG: it was not withdrawn, and nothing unknown
   * modifies what it means.
   */
  public static boolean mayBeJudged(FhirResource ecg) {
    return Barriers.of(new Placed(ecg, ecg.type())).isEmpty();
  }

  /**
   * Whether a resource is meant to be an ECG recording: an Observation with SampledData whose code,
   * or the code of one of its signals, is of an ECG or a lead.
   */
  public static boolean isEcg(FhirResource resource) {
    if (!(resource.resource() instanceof Observation observation)) {
      return false;
    }
    boolean signal = observation.hasValueSampledData();
    boolean namesEcg = SignalPart.names(observation.getCode());
    boolean namesLead = false;
    for (ObservationComponentComponent component : observation.getComponent()) {
      boolean absent = !component.hasValue() && component.hasDataAbsentReason();
      signal |=
          component.hasValueSampledData() || (absent && SignalPart.names(component.getCode()));
      namesLead |=
          (component.hasValueSampledData() || absent) && SignalPart.names(component.getCode());
    }
    return signal && (namesEcg || namesLead);
  }

  /**
   * Whether an Observation is one lead of an ECG that may have others: its signal stands at the
   * Observation itself.
   */
  public static boolean isSingleLead(FhirResource resource) {
    return isEcg(resource)
        && resource.resource() instanceof Observation observation
        && observation.hasValueSampledData();
  }

  /**
   * Reads one Observation.
   *
   * @param lookup finds the waveforms that were taken out of it
   * @throws IllegalStateException when a waveform is not found, which is a fault of the store
   */
  public EcgInput read(FhirResource observation, WaveformLookup lookup) {
    return read(List.of(Placed.alone(observation)), lookup);
  }

  /**
   * Reads the Observations of one recording, as {@link LeadGroups} groups them. Who, when and by
   * what is taken from the first.
   *
   * @param parts at least one
   * @param lookup finds the waveforms that were taken out of them
   * @throws IllegalStateException when a waveform is not found, which is a fault of the store
   */
  public EcgInput read(List<Placed> parts, WaveformLookup lookup) {
    if (parts.stream().noneMatch(part -> isEcg(part.resource()))) {
      return new EcgInput.NotAnEcg();
    }
    Optional<EcgInput.NotAnalysable> barrier =
        parts.stream().flatMap(part -> Barriers.of(part).stream()).findFirst();
    List<String> notes = new ArrayList<>();
    try {
      List<SignalPart> signals = new ArrayList<>();
      for (Placed part : parts) {
        signals.addAll(
            SignalPart.of((Observation) part.resource().resource(), part.place(), notes));
      }
      Placed first = parts.get(0);
      if (signals.isEmpty()) {
        return new EcgInput.NotAnalysable(
            "no lead has a signal", first.place(), "send valueSampledData for each lead");
      }
      Signals.Joined joined =
          new Signals(mostSamples, lookup).join(signals, parts.size() > 1, notes);
      if (barrier.isPresent() || joined.obstacle().isPresent()) {
        return barrier.or(joined::obstacle).orElseThrow();
      }
      Observation observation = (Observation) first.resource().resource();
      return new EcgInput.Found(
          new SentContext(observation, notes).recording(joined.leads(), joined.samplesPerSecond()));
    } catch (Refusal refusal) {
      return new EcgInput.Refused(refusal.refused());
    }
  }
}
