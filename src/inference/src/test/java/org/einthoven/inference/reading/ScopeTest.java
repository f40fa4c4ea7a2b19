package org.einthoven.inference.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

  @Test
  void anAdultsTenSecondsAreWithinScope() {
    assertThat(Scope.outside(recording(10, "1950-02-03"))).isEmpty();
    assertThat(Scope.outside(recording(10, null))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2010", "2010-05", "2010-05-06"})
  void aChildIsOutsideScope(String birthDate) {
    assertThat(Scope.outside(recording(10, birthDate))).get().asString().contains("children");
  }

  @Test
  void someoneWhoMayHaveTurnedEighteenThisYearIsTakenForAnAdult() {
    assertThat(Scope.outside(recording(10, "2006"))).isEmpty();
  }

  private static Recording recording(int seconds, @Nullable String birthDate) {
    return new Recording(
        List.of(new LeadSignal(Lead.II, new float[seconds * 250])),
        250,
        new AcquisitionTime(LocalDateTime.of(2024, 3, 4, 5, 6), null, ChronoUnit.MINUTES),
        new PatientAsSent(List.of(), null, null, birthDate, null),
        null,
        Source.of("test"));
  }
}
