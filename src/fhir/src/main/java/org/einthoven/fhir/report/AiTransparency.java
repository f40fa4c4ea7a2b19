package org.einthoven.fhir.report;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/**
 * Names of HL7 AI Transparency on FHIR, version 1.0.0-ballot (<a
 * href="http://hl7.org/fhir/uv/aitransparency/2026Jan">2026Jan</a>). The profiles are claimed with
 * that version, since later drafts have other codes (docs/adr/0021).
 */
final class AiTransparency {

  private static final String BASE = "http://hl7.org/fhir/uv/aitransparency/";
  private static final String PINNED = "|1.0.0-ballot";

  /** Profile of a Device that is an artificial intelligence. */
  static final String DEVICE = BASE + "StructureDefinition/AI-Device" + PINNED;

  /** Profile of a DocumentReference that holds a model card. */
  static final String MODEL_CARD = BASE + "StructureDefinition/AI-ModelCard" + PINNED;

  /** Profile of the Provenance of what an artificial intelligence made. */
  static final String PROVENANCE = BASE + "StructureDefinition/AI-Provenance" + PINNED;

  /** Extension of a Device: what kind of artificial intelligence it is. */
  static final String KIND = BASE + "StructureDefinition/aitransparency.AIKind";

  /** Extension of a Device: its model card. */
  static final String CARD_OF_DEVICE =
      BASE + "StructureDefinition/aitransparency.modelCardDescription";

  private AiTransparency() {}

  /** A kind of artificial intelligence. */
  static CodeableConcept kind(String code, String display) {
    return concept("AIdeviceTypeCS", code, display);
  }

  /** A kind of document about an artificial intelligence. */
  static CodeableConcept document(String code, String display) {
    return concept("AImodelCardCS", code, display);
  }

  /** Artificial intelligence asserted, as security label and as reason. */
  static Coding asserted() {
    return new Coding(
        "http://terminology.hl7.org/CodeSystem/v3-ObservationValue",
        "AIAST",
        "Artificial Intelligence asserted");
  }

  private static CodeableConcept concept(String system, String code, String display) {
    return new CodeableConcept()
        .addCoding(new Coding(BASE + "CodeSystem/" + system, code, display));
  }
}
