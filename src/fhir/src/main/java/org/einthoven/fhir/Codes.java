package org.einthoven.fhir;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.jspecify.annotations.Nullable;

/** Code systems and profiles that are emitted. {@code docs/fhir-codes.md} says how sure each is. */
public final class Codes {

  /** Where our own definitions live; they ship in {@code fhir-profiles/}. */
  public static final String BASE = "https://einthoven.org/fhir/";

  /** Our own codes, for what no standard names. */
  public static final String OWN = BASE + "CodeSystem/ecg-reading";

  /** Why a clinician does not agree with a reading. */
  public static final String DISAGREEMENT = BASE + "CodeSystem/ecg-disagreement";

  /** Profile of a recording. */
  public static final String RECORDING_PROFILE = BASE + "StructureDefinition/ecg-recording";

  /** Profile of a report. */
  public static final String REPORT_PROFILE = BASE + "StructureDefinition/ecg-report";

  /** Profile of a recording with the standard twelve leads. */
  public static final String TWELVE_LEAD_PROFILE = BASE + "StructureDefinition/ecg-12-lead";

  /** Profile of a recording of one lead. */
  public static final String SINGLE_LEAD_PROFILE = BASE + "StructureDefinition/ecg-single-lead";

  /** Profile of a measured result. */
  public static final String MEASUREMENT_PROFILE = BASE + "StructureDefinition/ecg-measurement";

  /** Profile of what a model says. */
  public static final String MODEL_RESULT_PROFILE = BASE + "StructureDefinition/ecg-model-result";

  /** Profile of the result that says how good the recording is. */
  public static final String SIGNAL_QUALITY_PROFILE =
      BASE + "StructureDefinition/ecg-signal-quality";

  /** Profile of the software and its model. */
  public static final String ANALYSIS_DEVICE_PROFILE =
      BASE + "StructureDefinition/ecg-analysis-device";

  /** Profile of where a report comes from. */
  public static final String PROVENANCE_PROFILE = BASE + "StructureDefinition/ecg-provenance";

  /** Profile of the analysis of a recording. */
  public static final String ANALYSIS_TASK_PROFILE = BASE + "StructureDefinition/ecg-analysis-task";

  /** Profile of what a model is for and how good it is. */
  public static final String MODEL_CARD_PROFILE = BASE + "StructureDefinition/ecg-model-card";

  /** Extension of effectiveDateTime: the device's clock time where its offset is unknown. */
  public static final String LOCAL_TIME = BASE + "StructureDefinition/local-time";

  public static final String LOINC = "http://loinc.org";
  public static final String SNOMED = "http://snomed.info/sct";
  public static final String UCUM = "http://unitsofmeasure.org";
  public static final String OBSERVATION_CATEGORY =
      "http://terminology.hl7.org/CodeSystem/observation-category";

  /** Identifier system of SHA-256 hashes: 64 lower-case hexadecimal digits. */
  public static final String SHA256 = BASE + "NamingSystem/sha-256";

  /** Identifier system of senders, as the server knows them. */
  public static final String SENDER = BASE + "NamingSystem/sender";

  private Codes() {}

  /** A concept of one coding. */
  public static CodeableConcept concept(
      String system, String code, String display, @Nullable String text) {
    CodeableConcept concept = new CodeableConcept();
    concept.addCoding().setSystem(system).setCode(code).setDisplay(display);
    return text == null ? concept : concept.setText(text);
  }

  /** LOINC's EKG study. */
  public static CodeableConcept ekgStudy() {
    return concept(LOINC, "11524-6", "EKG study", "ECG");
  }
}
