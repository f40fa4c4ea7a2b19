package org.einthoven.ecg.recording;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether two recordings may be of one patient, by what was sent with them. */
public final class SamePatient {

  private SamePatient() {}

  /**
   * What speaks against it: another identifier under the same system, another birth date or gender.
   * Empty where nothing does, also where one of them names no patient. The words hold no patient
   * data.
   */
  public static Optional<String> conflict(Recording one, Recording other) {
    PatientAsSent first = one.patient();
    PatientAsSent second = other.patient();
    if (first == null || second == null) {
      return Optional.empty();
    }
    for (SentIdentifier identifier : first.identifiers()) {
      for (SentIdentifier against : second.identifiers()) {
        if (Objects.equals(identifier.authority(), against.authority())
            && !Objects.equals(identifier.value(), against.value())) {
          return Optional.of("another identifier under the same system");
        }
      }
    }
    if (differ(first.birthDate(), second.birthDate())) {
      return Optional.of("another birth date");
    }
    return differ(first.gender(), second.gender()) && known(first) && known(second)
        ? Optional.of("another gender")
        : Optional.empty();
  }

  /** Whether both name a patient at all, so that no conflict means something. */
  public static boolean isNamed(Recording one, Recording other) {
    return one.patient() != null
        && other.patient() != null
        && !one.patient().identifiers().isEmpty()
        && !other.patient().identifiers().isEmpty();
  }

  /** A birth date may be known to the year in one and to the day in the other. */
  private static boolean differ(@Nullable String one, @Nullable String other) {
    return one != null && other != null && !one.startsWith(other) && !other.startsWith(one);
  }

  private static boolean known(PatientAsSent patient) {
    return "male".equals(patient.gender()) || "female".equals(patient.gender());
  }
}
