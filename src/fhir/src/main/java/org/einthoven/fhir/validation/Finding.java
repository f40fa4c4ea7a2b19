package org.einthoven.fhir.validation;

/**
 * What a validation found at one place.
 *
 * @param severity how bad it is
 * @param kind what sort of rule it is about
 * @param place a FHIRPath such as {@code Observation.component[0].code}, or a line and a column
 *     where the text could not be read
 * @param words what is wrong; they may quote what was sent
 */
public record Finding(Severity severity, Kind kind, String place, String words) {

  /** From {@code fatal} to {@code information}, as an OperationOutcome has them. */
  public enum Severity {
    FATAL,
    ERROR,
    WARNING,
    INFORMATION;

    /** Whether it makes a resource invalid. */
    public boolean invalidates() {
      return this == FATAL || this == ERROR;
    }
  }

  /** The sort of rule. */
  public enum Kind {
    /** An element is missing. */
    REQUIRED,
    /** A code is not of its value set. */
    CODE,
    /** An invariant does not hold. */
    INVARIANT,
    /** The form: elements, types, values. */
    STRUCTURE,
    /** It could not be checked. */
    NOT_CHECKED
  }

  /** An error of form. */
  public static Finding error(String place, String words) {
    return new Finding(Severity.ERROR, Kind.STRUCTURE, place, words);
  }
}
