package org.einthoven.inference.reading;

import java.time.LocalDate;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.Recording;

/** For whom the model may speak. For others, what is measured stands alone. */
final class Scope {

  private static final int ADULT_YEARS = 18;

  private Scope() {}

  /** Why the model may not class anything in this recording, empty where it may. */
  static Optional<String> outside(Recording recording) {
    return isChild(recording)
        ? Optional.of("the patient is under 18; the model was not validated in children")
        : Optional.empty();
  }

  private static boolean isChild(Recording recording) {
    PatientAsSent patient = recording.patient();
    AcquisitionTime acquired = recording.acquired();
    if (patient == null || acquired == null || patient.birthDate() == null) {
      return false;
    }
    return earliest(patient.birthDate())
        .map(born -> Period.between(born, acquired.local().toLocalDate()).getYears())
        .filter(years -> years < ADULT_YEARS)
        .isPresent();
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
}
