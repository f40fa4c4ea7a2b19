package org.einthoven.inference.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.rhythm.RhythmInputs;
import org.einthoven.ecg.rhythm.RhythmPreparation;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticEcg;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.junit.jupiter.api.Test;

class RhythmEvidenceTest {

  private static String evidence(SyntheticRhythm rhythm) {
    SyntheticEcg ecg = EcgSynthesis.of(rhythm, 5).lasting(30, 250).make();
    RhythmInputs inputs =
        ((Prepared.Ready<RhythmInputs>) RhythmPreparation.prepare(ecg.recording(), ecg.rPeaks()))
            .input();
    return RhythmEvidence.of(inputs.windows().get(0));
  }

  @Test
  void itSaysWhatCanBeSeenOnTheTracing() {
    assertThat(evidence(SyntheticRhythm.ATRIAL_FIBRILLATION))
        .startsWith("irregular RR intervals (median change from beat to beat ")
        .contains(", no repeated P waves (")
        .endsWith("at 4 to 9 Hz");
    assertThat(evidence(SyntheticRhythm.SINUS))
        .startsWith("regular RR intervals")
        .contains(", repeated P waves (");
  }
}
