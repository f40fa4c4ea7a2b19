package org.einthoven.server.security;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.einthoven.fhir.validation.OwnDefinitions;

/** What somebody is in the hospital, as the token's roles say; scopes only narrow it. */
public enum Role {
  /** An ECG cart, an archive: sends ECGs and follows what becomes of them. */
  SENDER("cu", "crus", "rs", "", ""),
  /** Reads, reviews and acknowledges. */
  CLINICIAN("crus", "rs", "crus", "", ""),
  /** Reads the audit trail and nothing else. */
  AUDITOR("", "", "", "", "rs"),
  /** Follows how models do, without patients. */
  MODEL_ENGINEER("", "", "", "", ""),
  /** Corrects, merges, exports, and says who is told; the audit trail is not theirs. */
  ADMINISTRATOR("cruds", "cruds", "cruds", "cruds", ""),
  /** Not a role of a token: what a patient's own app may do, in their compartment. */
  PATIENT("rs", "rs", "", "", "");

  private static final Set<String> DIRECTORY =
      Set.of("Device", "Location", "Organization", "Practitioner", "PractitionerRole");

  private static final Set<String> CLINICAL =
      Set.of(
          "Binary",
          "Bundle",
          "DetectedIssue",
          "DiagnosticReport",
          "DocumentReference",
          "Encounter",
          "Media",
          "Observation",
          "Patient",
          "Provenance",
          "RelatedPerson",
          "RiskAssessment",
          "ServiceRequest",
          "Specimen");

  private final String clinical;
  private final String directory;
  private final String tasks;
  private final String receivers;
  private final String audit;

  /** Each as letters of {@link Permission}. */
  Role(String clinical, String directory, String tasks, String receivers, String audit) {
    this.clinical = clinical;
    this.directory = directory;
    this.tasks = tasks;
    this.receivers = receivers;
    this.audit = audit;
  }

  /** As a token names it, such as {@code model-engineer}. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Those roles of a token that are known here. */
  static Set<Role> of(Collection<String> codes) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (Role role : List.of(SENDER, CLINICIAN, AUDITOR, MODEL_ENGINEER, ADMINISTRATOR)) {
      if (codes.contains(role.code())) {
        roles.add(role);
      }
    }
    return roles;
  }

  boolean grants(Permission permission, String type) {
    return Permission.of(letters(type)).contains(permission)
        || (this == PATIENT && permission.isWriting() && type.equals("Observation"));
  }

  private String letters(String type) {
    if (CLINICAL.contains(type)) {
      return clinical;
    }
    if (DIRECTORY.contains(type)) {
      return directory;
    }
    return switch (type) {
      case "Task" -> tasks;
      case "Subscription" -> receivers;
      case "AuditEvent" -> audit;
      default -> "";
    };
  }

  /** Definitions are the server's own and say nothing of anybody. */
  static boolean isPublic(Permission permission, String type) {
    return OwnDefinitions.TYPES.contains(type)
        && (permission == Permission.READ || permission == Permission.SEARCH);
  }
}
