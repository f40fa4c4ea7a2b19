package org.einthoven.ecg.statement;

import org.jspecify.annotations.Nullable;

/** The sex that a criterion's limit is for. */
public enum Sex {
  FEMALE,
  MALE,
  UNKNOWN;

  /** Of FHIR's administrative gender; unknown for any other word. */
  public static Sex of(@Nullable String gender) {
    return "female".equals(gender) ? FEMALE : "male".equals(gender) ? MALE : UNKNOWN;
  }
}
