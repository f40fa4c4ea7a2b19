package org.einthoven.fhir.signoff;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * What a clinician decides about a report.
 *
 * @param clinician who: a Practitioner or PractitionerRole
 * @param reason in their words, null where they give none; it may speak of the patient
 * @param reasonCode why, of the code system ecg-disagreement, null where they give none
 * @param conclusion what the report is to say instead; there where it is amended
 * @param refuted what the report states and should not
 * @param missed what the report should state and does not
 * @param corrections of measurements
 */
public record SignOff(
    Decision decision,
    Reference clinician,
    Instant when,
    @Nullable String reason,
    @Nullable Coding reasonCode,
    @Nullable String conclusion,
    List<Coding> refuted,
    List<CodeableConcept> missed,
    List<Correction> corrections) {

  /** Copies the lists. */
  public SignOff {
    refuted = List.copyOf(refuted);
    missed = List.copyOf(missed);
    corrections = List.copyOf(corrections);
  }

  /** The three things that can be done with a report. */
  public enum Decision {
    /** It is right as it is. */
    ACCEPT,
    /** It is right once it is changed. */
    AMEND,
    /** It is not to be used. */
    REJECT
  }

  /**
   * A measurement and what it should be.
   *
   * @param code of a result, or of a component of one
   * @param value in the unit of the result
   */
  public record Correction(Coding code, Quantity value) {}

  /** Whether a code is the same, whatever either calls it. */
  static boolean same(Coding one, Coding other) {
    return one.hasCode()
        && one.getCode().equals(other.getCode())
        && Objects.equals(one.getSystem(), other.getSystem());
  }

  /** Whether one of the codings of a concept is this. */
  static boolean has(CodeableConcept concept, Coding code) {
    return concept.getCoding().stream().anyMatch(coding -> same(coding, code));
  }
}
