package org.einthoven.fhir.validation;

import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.Locale;

/** Reads what HAPI's validator says. */
final class ValidatorWords {

  private static final String INVARIANT = "http://hl7.org/fhir/StructureDefinition#inv";

  private ValidatorWords() {}

  static Finding finding(SingleValidationMessage message) {
    return new Finding(severity(message), kind(message), place(message), message.getMessage());
  }

  /** A claimed profile that is not known is said at its place, and again without one. */
  static boolean isRepeated(SingleValidationMessage message) {
    return message.getMessage().startsWith("Invalid profile. Failed to retrieve profile");
  }

  private static Finding.Severity severity(SingleValidationMessage message) {
    return switch (message.getSeverity()) {
      case FATAL -> Finding.Severity.FATAL;
      case ERROR -> Finding.Severity.ERROR;
      case WARNING -> Finding.Severity.WARNING;
      case INFORMATION -> Finding.Severity.INFORMATION;
    };
  }

  private static Finding.Kind kind(SingleValidationMessage message) {
    String id = message.getMessageId() == null ? "" : message.getMessageId();
    if (id.startsWith(INVARIANT) || message.getMessage().startsWith("Constraint failed")) {
      return Finding.Kind.INVARIANT;
    }
    String lower = id.toLowerCase(Locale.ROOT);
    if (lower.contains("profile_unknown")) {
      return Finding.Kind.NOT_CHECKED;
    }
    if (lower.contains("minimum")) {
      return Finding.Kind.REQUIRED;
    }
    return lower.startsWith("terminology") || lower.contains("unknown_code")
        ? Finding.Kind.CODE
        : Finding.Kind.STRUCTURE;
  }

  private static String place(SingleValidationMessage message) {
    String path = message.getLocationString();
    if (path != null && !path.isEmpty() && Character.isLetter(path.charAt(0))) {
      return path;
    }
    Integer line = message.getLocationLine();
    Integer column = message.getLocationCol();
    return line == null || line < 1
        ? "body"
        : "line " + line + (column == null ? "" : ", column " + column);
  }
}
