package org.einthoven.fhir.recording;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.recording.Lead;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.SampledData;

/**
 * A piece of one lead's signal.
 *
 * @param lead which lead
 * @param concept how it was named
 * @param signal the samples
 * @param place the FHIRPath of the samples
 */
record SignalPart(Lead lead, CodeableConcept concept, SampledData signal, String place) {

  /**
   * The signals of an Observation in their order.
   *
   * @param notes takes what was left out
   * @throws Refusal when a signal's lead is unknown or contradictory
   */
  static List<SignalPart> of(Observation observation, String place, List<String> notes) {
    List<SignalPart> parts = new ArrayList<>();
    if (observation.hasValueSampledData()) {
      add(
          parts,
          observation.getCode(),
          observation.getValueSampledData(),
          place,
          place + ".valueSampledData",
          notes);
    }
    for (int i = 0; i < observation.getComponent().size(); i++) {
      ObservationComponentComponent component = observation.getComponent().get(i);
      String at = place + ".component[" + i + "]";
      if (component.hasValueSampledData()) {
        add(
            parts,
            component.getCode(),
            component.getValueSampledData(),
            at,
            at + ".valueSampledData",
            notes);
      } else if (!component.hasValue() && names(component.getCode())) {
        notes.add(at + " names a lead without a signal");
      }
    }
    return parts;
  }

  /** Whether a concept names a lead or says that this is an ECG. */
  static boolean names(CodeableConcept concept) {
    return !(LeadNaming.of(concept) instanceof LeadNaming.NotALead);
  }

  private static void add(
      List<SignalPart> parts,
      CodeableConcept concept,
      SampledData signal,
      String namedAt,
      String place,
      List<String> notes) {
    String code = namedAt + ".code";
    LeadNaming.Naming naming = LeadNaming.of(concept);
    if (naming instanceof LeadNaming.Named named) {
      if (named.byWordsOnly()) {
        notes.add(code + ": lead " + named.lead().label() + " is named by words alone");
      }
      parts.add(new SignalPart(named.lead(), concept, signal, place));
    } else if (naming instanceof LeadNaming.Contradiction contradiction) {
      throw Refusal.invalid(
          contradiction.problem(), code, "send one lead code with its own display");
    } else if (naming instanceof LeadNaming.Unknown unknown) {
      throw Refusal.invalid(unknown.problem(), code, LeadCodes.FAMILIES);
    } else if (Voltage.of(signal.getOrigin()) instanceof Voltage.Other) {
      notes.add(namedAt + " is no voltage and was not read");
    } else {
      throw Refusal.invalid("the lead of a signal is not named", code, LeadCodes.FAMILIES);
    }
  }
}
