package org.einthoven.ecg.statement;

import java.time.LocalDate;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.Recording;
import org.jspecify.annotations.Nullable;

/**
 * What a criterion's limit may depend on.
 *
 * @param sex of the patient
 * @param years the patient's age in full years when the recording was made; empty where it is not
 *     known. Of a birth date without day or month it is the highest that it may be
 */
public record Person(Sex sex, OptionalInt years) {

  /** Nothing is known. */
  public static final Person UNKNOWN = new Person(Sex.UNKNOWN, OptionalInt.empty());

  /** As the recording's sender says. */
  public static Person of(Recording recording) {
    PatientAsSent patient = recording.patient();
    return patient == null
        ? UNKNOWN
        : new Person(Sex.of(patient.gender()), years(patient, recording.acquired()));
  }

  private static OptionalInt years(PatientAsSent patient, @Nullable AcquisitionTime acquired) {
    if (acquired == null || patient.birthDate() == null) {
      return OptionalInt.empty();
    }
    return earliest(patient.birthDate())
        .map(born -> Period.between(born, acquired.local().toLocalDate()).getYears())
        .filter(years -> years >= 0)
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  private static Optional<LocalDate> earliest(String birthDate) {
    try {
      return Optional.of(
          switch (birthDate.length()) {
            case 4 -> Year.parse(birthDate).atDay(1);
            case 7 -> YearMonth.parse(birthDate).atDay(1);
            default -> LocalDate.parse(birthDate);
          });
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Whether the age is known and at least so many years. */
  boolean isAtLeast(int some) {
    return years.isPresent() && years.getAsInt() >= some;
  }
}
