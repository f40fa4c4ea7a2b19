package org.einthoven.server.api;

import org.einthoven.fhir.Codes;

/**
 * The definitions of the operations: ours are in {@code fhir-profiles/}, HL7's where HL7 defined
 * the operation.
 */
final class OperationCanonical {

  private static final String OWN = Codes.BASE + "OperationDefinition/";

  /** FHIR R4, and R5 for {@code $merge}. */
  private static final String R4 = "http://hl7.org/fhir/OperationDefinition/";

  /** FHIR Bulk Data Access IG 2.0.0. */
  private static final String BULK = "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/";

  /** Subscriptions R5 Backport IG 1.1.0. */
  private static final String BACKPORT =
      "http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/";

  static final String ANALYZE = OWN + "analyze";
  static final String BUNDLE_ANALYZE = OWN + "Bundle-analyze";
  static final String OBSERVATION_ANALYZE = OWN + "Observation-analyze";
  static final String DOCUMENT_REFERENCE_ANALYZE = OWN + "DocumentReference-analyze";
  static final String PATIENT_ANALYZE = OWN + "Patient-analyze";
  static final String DIAGNOSTIC_REPORT_ACKNOWLEDGE = OWN + "DiagnosticReport-acknowledge";
  static final String DIAGNOSTIC_REPORT_REASSIGN = OWN + "DiagnosticReport-reassign";
  static final String DIAGNOSTIC_REPORT_REPRODUCE = OWN + "DiagnosticReport-reproduce";
  static final String DIAGNOSTIC_REPORT_SIGN_OFF = OWN + "DiagnosticReport-sign-off";

  static final String VALIDATE = R4 + "Resource-validate";
  static final String META = R4 + "Resource-meta";
  static final String META_ADD = R4 + "Resource-meta-add";
  static final String META_DELETE = R4 + "Resource-meta-delete";
  static final String PATIENT_EVERYTHING = R4 + "Patient-everything";
  static final String OBSERVATION_LASTN = R4 + "Observation-lastn";
  static final String PATIENT_MERGE = R4 + "Patient-merge";

  static final String EXPORT = BULK + "export";
  static final String PATIENT_EXPORT = BULK + "patient-export";

  static final String SUBSCRIPTION_STATUS = BACKPORT + "backport-subscription-status";

  private OperationCanonical() {}
}
