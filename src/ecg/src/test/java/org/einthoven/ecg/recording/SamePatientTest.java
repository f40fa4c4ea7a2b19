package org.einthoven.ecg.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SamePatientTest {

  private static Recording of(@Nullable PatientAsSent patient) {
    return new Recording(
        List.of(new LeadSignal(Lead.II, new float[10])),
        500,
        null,
        patient,
        null,
        Source.of("test"));
  }

  private static Recording of(
      String system, String value, @Nullable String born, @Nullable String gender) {
    return of(
        new PatientAsSent(List.of(new SentIdentifier(system, value)), "Name", null, born, gender));
  }

  @Test
  void anotherIdentifierUnderTheSameSystemIsAnotherPatient() {
    assertThat(SamePatient.conflict(of("urn:a", "1", null, null), of("urn:a", "2", null, null)))
        .contains("another identifier under the same system");
    assertThat(SamePatient.conflict(of("urn:a", "1", null, null), of("urn:b", "2", null, null)))
        .isEmpty();
  }

  @Test
  void anotherBirthDateOrGenderIsAnotherPatient() {
    assertThat(
            SamePatient.conflict(
                of("urn:a", "1", "1950-01-02", null), of("urn:a", "1", "1950-01-03", null)))
        .contains("another birth date");
    assertThat(
            SamePatient.conflict(of("urn:a", "1", null, "male"), of("urn:a", "1", null, "female")))
        .contains("another gender");
  }

  @Test
  void whatIsKnownLessPreciselyIsNoConflict() {
    assertThat(
            SamePatient.conflict(
                of("urn:a", "1", "1950-01-02", "male"), of("urn:a", "1", "1950", "unknown")))
        .isEmpty();
    assertThat(SamePatient.conflict(of(null), of("urn:a", "1", "1950", "male"))).isEmpty();
    assertThat(SamePatient.isNamed(of(null), of("urn:a", "1", "1950", "male"))).isFalse();
  }
}
