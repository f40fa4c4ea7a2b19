package org.einthoven.ecg.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CalibrationPulseTest {

  private static final Recording SINUS =
      EcgSynthesis.of(SyntheticRhythm.SINUS, 3).make().recording();

  private static Recording withPulse(Lead lead, int from, int to, float microvolts) {
    List<LeadSignal> leads =
        SINUS.leads().stream()
            .map(
                signal -> {
                  float[] samples = signal.microvolts().clone();
                  if (signal.lead() == lead) {
                    Arrays.fill(samples, from - 25, to + 25, 0);
                    Arrays.fill(samples, from, to, microvolts);
                  }
                  return new LeadSignal(signal.lead(), samples);
                })
            .toList();
    return new Recording(leads, SINUS.samplesPerSecond(), null, null, null, SINUS.source());
  }

  private static long missing(CalibrationPulse.Removed removed, Lead lead) {
    float[] samples = removed.recording().signal(lead).orElseThrow().microvolts();
    long missing = 0;
    for (float sample : samples) {
      missing += Float.isNaN(sample) ? 1 : 0;
    }
    return missing;
  }

  @Test
  void aPulseAtEitherEndIsMarkedAsMissingInItsLeadAlone() {
    for (int from : new int[] {30, 4850}) {
      CalibrationPulse.Removed removed =
          CalibrationPulse.from(withPulse(Lead.V2, from, from + 100, 1000));

      assertThat(removed.leads()).containsExactly(Lead.V2);
      assertThat(missing(removed, Lead.V2)).isBetween(100L, 140L);
      assertThat(missing(removed, Lead.V3)).isZero();
    }
  }

  @Test
  void whatIsTooLongOrTooHighIsNoPulse() {
    assertThat(CalibrationPulse.from(withPulse(Lead.V2, 30, 300, 1000)).leads()).isEmpty();
    assertThat(CalibrationPulse.from(withPulse(Lead.V2, 30, 130, 3000)).leads()).isEmpty();
    assertThat(CalibrationPulse.from(withPulse(Lead.V2, 30, 50, 1000)).leads()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(SyntheticRhythm.class)
  void noBeatIsTakenForOne(SyntheticRhythm rhythm) {
    for (long seed = 1; seed < 6; seed++) {
      Recording recording = EcgSynthesis.of(rhythm, seed).make().recording();

      assertThat(CalibrationPulse.from(recording).recording()).isSameAs(recording);
    }
  }
}
