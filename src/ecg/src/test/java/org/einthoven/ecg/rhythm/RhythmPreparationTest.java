package org.einthoven.ecg.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;
import org.einthoven.ecg.synthesis.Disturbance;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticEcg;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.junit.jupiter.api.Test;

class RhythmPreparationTest {

  private static RhythmInputs inputs(Recording recording, int[] rPeaks) {
    Prepared<RhythmInputs> prepared = RhythmPreparation.prepare(recording, rPeaks);
    assertThat(prepared).isInstanceOf(Prepared.Ready.class);
    return ((Prepared.Ready<RhythmInputs>) prepared).input();
  }

  private static RhythmWindow window(SyntheticRhythm rhythm, double seconds) {
    SyntheticEcg ecg = EcgSynthesis.of(rhythm, 5).lasting(seconds, 250).make();
    return inputs(ecg.recording(), ecg.rPeaks()).windows().get(0);
  }

  private static String reason(Recording recording, int[] rPeaks) {
    Prepared<RhythmInputs> prepared = RhythmPreparation.prepare(recording, rPeaks);
    assertThat(prepared).isInstanceOf(Prepared.NotPossible.class);
    return ((Prepared.NotPossible<RhythmInputs>) prepared).reason();
  }

  @Test
  void fibrillationIsIrregularWithoutPWavesAndWithFibrillatoryWaves() {
    RhythmWindow fibrillation = window(SyntheticRhythm.ATRIAL_FIBRILLATION, 30);
    RhythmWindow sinus = window(SyntheticRhythm.SINUS, 30);

    for (RhythmFeature higher :
        List.of(
            RhythmFeature.RMSSD,
            RhythmFeature.ROBUST_RMSSD,
            RhythmFeature.MEDIAN_STEP,
            RhythmFeature.SAMPLE_ENTROPY,
            RhythmFeature.HISTOGRAM_NATS,
            RhythmFeature.STEPS_ABOVE_50_MS,
            RhythmFeature.LORENZ_SCATTER,
            RhythmFeature.POWER_4_TO_9,
            RhythmFeature.FIBRILLATORY_AMPLITUDE)) {
      assertThat(fibrillation.value(higher)).as("%s", higher).isGreaterThan(sinus.value(higher));
    }
    for (RhythmFeature lower :
        List.of(
            RhythmFeature.P_AMPLITUDE,
            RhythmFeature.P_PAIR_LIKENESS,
            RhythmFeature.P_COHERENCE,
            RhythmFeature.NEAR_10_PERCENT)) {
      assertThat(fibrillation.value(lower)).as("%s", lower).isLessThan(sinus.value(lower));
    }
    assertThat(fibrillation.value(RhythmFeature.DOMINANT_HZ)).isBetween(3.0, 10.0);
  }

  @Test
  void prematureBeatsAreIrregularAndRegularWithoutThem() {
    SyntheticEcg ecg =
        EcgSynthesis.of(SyntheticRhythm.PREMATURE_VENTRICULAR, 3).lasting(60, 250).make();
    RhythmWindow premature = inputs(ecg.recording(), ecg.rPeaks()).windows().get(0);

    assertThat(premature.value(RhythmFeature.PREMATURE_SHARE)).isGreaterThan(0.1);
    assertThat(premature.value(RhythmFeature.RMSSD)).isGreaterThan(0.2);
    assertThat(premature.value(RhythmFeature.ROBUST_RMSSD))
        .isLessThan(premature.value(RhythmFeature.RMSSD) / 2);
  }

  @Test
  void noiseShowsAsNoise() {
    EcgSynthesis clean = EcgSynthesis.of(SyntheticRhythm.SINUS, 5).lasting(30, 250);
    SyntheticEcg quiet = clean.under(Disturbance.NONE).make();
    SyntheticEcg noisy = clean.under(new Disturbance(150, 200, 0, 50, 0)).make();

    RhythmWindow quietWindow = inputs(quiet.recording(), quiet.rPeaks()).windows().get(0);
    RhythmWindow noisyWindow = inputs(noisy.recording(), noisy.rPeaks()).windows().get(0);

    assertThat(noisyWindow.value(RhythmFeature.NOISE_AMPLITUDE))
        .isGreaterThan(quietWindow.value(RhythmFeature.NOISE_AMPLITUDE) + 1);
    assertThat(noisyWindow.value(RhythmFeature.QRS_LIKENESS))
        .isLessThan(quietWindow.value(RhythmFeature.QRS_LIKENESS));
  }

  @Test
  void aGainChangesNothing() {
    SyntheticEcg ecg =
        EcgSynthesis.of(SyntheticRhythm.ATRIAL_FIBRILLATION, 5).lasting(20, 250).make();
    Recording twice =
        new Recording(
            ecg.recording().leads().stream()
                .map(
                    signal -> {
                      float[] samples = signal.microvolts().clone();
                      for (int i = 0; i < samples.length; i++) {
                        samples[i] *= 2;
                      }
                      return new LeadSignal(signal.lead(), samples);
                    })
                .toList(),
            250,
            null,
            null,
            null,
            ecg.recording().source());

    RhythmWindow once = inputs(ecg.recording(), ecg.rPeaks()).windows().get(0);
    RhythmWindow doubled = inputs(twice, ecg.rPeaks()).windows().get(0);

    for (RhythmFeature feature : RhythmFeature.values()) {
      assertThat(doubled.value(feature))
          .as("%s", feature)
          .isCloseTo(once.value(feature), within(0.05));
    }
  }

  @Test
  void everyFeatureIsFiniteEvenOfAFlatLead() {
    int[] rPeaks = new int[12];
    Arrays.setAll(rPeaks, i -> 100 + 200 * i);
    Recording flat =
        new Recording(
            List.of(new LeadSignal(Lead.II, new float[2500])),
            250,
            null,
            null,
            null,
            Source.of("test"));

    for (float value : inputs(flat, rPeaks).windows().get(0).features()) {
      assertThat(value).isFinite();
    }
  }

  @Test
  void aLongRecordingIsCutIntoStretchesOfEqualLengthOfAtMostAMinute() {
    SyntheticEcg ecg = EcgSynthesis.of(SyntheticRhythm.SINUS, 2).lasting(150, 125).make();

    RhythmInputs inputs = inputs(ecg.recording(), ecg.rPeaks());

    assertThat(inputs.lead()).isEqualTo(Lead.II);
    assertThat(inputs.stretches()).isEqualTo(3);
    assertThat(inputs.windows())
        .extracting(RhythmWindow::fromSeconds)
        .containsExactly(0.0, 50.0, 100.0);
    assertThat(inputs.windows())
        .extracting(RhythmWindow::toSeconds)
        .containsExactly(50.0, 100.0, 150.0);
  }

  @Test
  void whatIsTooShortTooSlowOrTooCoarseIsNotPossibleAndSaysWhy() {
    SyntheticEcg brief = EcgSynthesis.of(SyntheticRhythm.SINUS, 2).lasting(9, 250).make();
    assertThat(reason(brief.recording(), brief.rPeaks())).contains("less than 10 s");

    SyntheticEcg slow = EcgSynthesis.of(SyntheticRhythm.SINUS, 2).beating(35).make();
    assertThat(reason(slow.recording(), slow.rPeaks())).contains("fewer than 8 beats");

    SyntheticEcg coarse = EcgSynthesis.of(SyntheticRhythm.SINUS, 2).lasting(10, 90).make();
    assertThat(reason(coarse.recording(), coarse.rPeaks())).contains("100 Hz");
  }

  @Test
  void theSettingsHaveAHash() {
    assertThat(RhythmPreparation.settingsSha256()).matches("[0-9a-f]{64}");
  }
}
