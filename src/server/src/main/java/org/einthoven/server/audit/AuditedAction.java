package org.einthoven.server.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the audit trail tells of, and what an AuditEvent calls it: as its type a RESTful operation
 * where a client asked for it (IHE BALP), else a code of DICOM PS3.16 (DCM).
 */
public enum AuditedAction {
  /** Somebody asked for what they may not have. */
  ACCESS_DENIED(Kind.SECURITY_ALERT, "E"),
  ANALYSIS_FAILED(Kind.ACTIVITY, "E"),
  /** AuditEvents were read. */
  AUDIT_TRAIL_READ(Kind.LOG_USED, "R"),
  /** The settings of the server that starts are not those that were recorded last. */
  CONFIGURATION_CHANGED(Kind.ACTIVITY, "U"),
  CRITICAL_REPORT_ACKNOWLEDGED(Kind.REST, "E", "operation"),
  /** The server's own, as a release brings them. */
  DEFINITIONS_STORED(Kind.ACTIVITY, "U"),
  /** Somebody broke the glass: they read beyond the patient that their token is for. */
  EMERGENCY_ACCESS(Kind.SECURITY_ALERT, "E"),
  EVENT_DELIVERED(Kind.EXPORT, "E"),
  EXPORT_CANCELLED(Kind.EXPORT, "E"),
  EXPORT_FILE_READ(Kind.EXPORT, "R"),
  EXPORT_FINISHED(Kind.EXPORT, "E"),
  EXPORT_REQUESTED(Kind.EXPORT, "E", "operation"),
  /**
   * What clinicians said of machine readings was taken out, with signals where the detail says so.
   */
  FEEDBACK_EXPORTED(Kind.EXPORT, "R"),
  LABELS_CHANGED(Kind.REST, "U", "operation"),
  /** An access token was shown that does not hold. */
  LOGIN_FAILED(Kind.USER_AUTHENTICATION, "E"),
  /** The transparency log was taken out, with personal data where the detail says so. */
  LOG_EXPORTED(Kind.LOG_USED, "R"),
  /** Which model reports or scores in shadow is not what was recorded last. */
  MODEL_CHANGED(Kind.ACTIVITY, "U"),
  ORDER_COMPLETED(Kind.ACTIVITY, "U"),
  ORDER_CONFLICT(Kind.ACTIVITY, "C"),
  ORDER_LINKED(Kind.ACTIVITY, "U"),
  PATIENTS_MERGED(Kind.REST, "U", "operation"),
  /** From the audit trail and the log's salts; the detail names the items, which tell nobody. */
  PERSONAL_DATA_ERASED(Kind.ACTIVITY, "D"),
  REANALYSIS_FAILED(Kind.ACTIVITY, "E"),
  REANALYSIS_REQUESTED(Kind.REST, "E", "operation"),
  RECORDING_ACCEPTED(Kind.REST, "C", "create"),
  RECORDING_LINKED(Kind.REST, "C", "create"),
  RECORDING_NOT_ASSESSED(Kind.REST, "C", "create"),
  RECORDING_REPEATED(Kind.REST, "E", "create"),
  /** By a clinician, as are amended and rejected. */
  REPORT_ACCEPTED(Kind.REST, "U", "operation"),
  REPORT_AMENDED(Kind.REST, "U", "operation"),
  REPORT_MADE(Kind.ACTIVITY, "C"),
  REPORT_REASSIGNED(Kind.REST, "U", "operation"),
  /** Made again and compared, and nothing of it stored; the detail says how much differs. */
  REPORT_REPRODUCED(Kind.REST, "E", "operation"),
  REPORT_REJECTED(Kind.REST, "U", "operation"),
  /** One resource, or one version of it. */
  RESOURCE_READ(Kind.REST, "R", "read"),
  /** Searches, histories and operations that answer many resources. */
  RESOURCES_SEARCHED(Kind.REST, "E", "search"),
  /** To be answered later. */
  REQUEST_ACCEPTED(Kind.REST, "E"),
  REQUEST_CANCELLED(Kind.REST, "D"),
  REQUEST_REPEATED(Kind.REST, "E"),
  RESOURCE_DELETED(Kind.REST, "D", "delete"),
  RESOURCES_CREATED(Kind.REST, "C", "create"),
  /** Some created and some updated, by one Bundle. */
  RESOURCES_STORED(Kind.REST, "E", "create", "update"),
  RESOURCES_UPDATED(Kind.REST, "U", "update"),
  SERVER_STARTED(Kind.ACTIVITY, "E");

  /** The type of an AuditEvent. */
  enum Kind {
    REST("http://terminology.hl7.org/CodeSystem/audit-event-type", "rest", "RESTful Operation"),
    ACTIVITY("http://dicom.nema.org/resources/ontology/DCM", "110100", "Application Activity"),
    LOG_USED("http://dicom.nema.org/resources/ontology/DCM", "110101", "Audit Log Used"),
    EXPORT("http://dicom.nema.org/resources/ontology/DCM", "110106", "Export"),
    SECURITY_ALERT("http://dicom.nema.org/resources/ontology/DCM", "110113", "Security Alert"),
    USER_AUTHENTICATION(
        "http://dicom.nema.org/resources/ontology/DCM", "110114", "User Authentication");

    final String system;
    final String code;
    final String display;

    Kind(String system, String code, String display) {
      this.system = system;
      this.code = code;
      this.display = display;
    }
  }

  private final Kind kind;
  private final String letter;
  private final String interactions;

  AuditedAction(Kind kind, String letter, String... interactions) {
    this.kind = kind;
    this.letter = letter;
    this.interactions = String.join(" ", interactions);
  }

  /** As the trail has it, such as {@code recording-accepted}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The action of a code of the trail; empty for one that no release of today writes. */
  static Optional<AuditedAction> of(String code) {
    return Arrays.stream(values()).filter(action -> action.code().equals(code)).findFirst();
  }

  Kind kind() {
    return kind;
  }

  /** C, R, U, D or E (FHIR R4 audit-event-action). */
  String letter() {
    return letter;
  }

  /** Codes of FHIR R4 restful-interaction. */
  List<String> interactions() {
    return interactions.isEmpty() ? List.of() : List.of(interactions.split(" ", -1));
  }

  /** The code in words. */
  String display() {
    String words = code().replace('-', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
