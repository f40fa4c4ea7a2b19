package org.einthoven.ecg.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.QrsDetector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EcgSynthesisTest {

  @ParameterizedTest
  @EnumSource(SyntheticRhythm.class)
  void givesTheSameSamplesForTheSameSeedAndOthersForAnother(SyntheticRhythm rhythm) {
    SyntheticEcg first = EcgSynthesis.of(rhythm, 5).make();
    SyntheticEcg again = EcgSynthesis.of(rhythm, 5).make();
    SyntheticEcg other = EcgSynthesis.of(rhythm, 6).make();
    assertThat(first.beats()).isEqualTo(again.beats()).isNotEqualTo(other.beats());
    for (int lead = 0; lead < 12; lead++) {
      assertThat(samples(first, lead)).isEqualTo(samples(again, lead));
      assertThat(samples(first, lead)).isNotEqualTo(samples(other, lead));
    }
  }

  @ParameterizedTest
  @EnumSource(SyntheticRhythm.class)
  void obeysEinthovenAndGoldberger(SyntheticRhythm rhythm) {
    Recording recording =
        EcgSynthesis.of(rhythm, 2).under(new Disturbance(30, 30, 50, 60, 500)).make().recording();
    float[] one = signal(recording, Lead.I);
    float[] two = signal(recording, Lead.II);
    for (int i = 0; i < recording.length(); i++) {
      assertThat(signal(recording, Lead.III)[i]).isEqualTo(two[i] - one[i]);
      assertThat(signal(recording, Lead.AVR)[i]).isCloseTo(-(one[i] + two[i]) / 2, within(1e-3f));
      assertThat(signal(recording, Lead.AVL)[i]).isCloseTo(one[i] - two[i] / 2, within(1e-3f));
      assertThat(signal(recording, Lead.AVF)[i]).isCloseTo(two[i] - one[i] / 2, within(1e-3f));
    }
  }

  @Test
  void putsTheRPeakOfANormalBeatWhereItSays() {
    SyntheticEcg ecg = EcgSynthesis.of(SyntheticRhythm.SINUS, 1).under(Disturbance.NONE).make();
    float[] two = signal(ecg.recording(), Lead.II);
    assertThat(ecg.beats()).hasSizeBetween(11, 13);
    for (SyntheticBeat beat : ecg.beats()) {
      if (beat.sample() > 50 && beat.sample() < two.length - 50) {
        int highest =
            IntStream.range(beat.sample() - 50, beat.sample() + 50)
                .reduce((a, b) -> two[a] >= two[b] ? a : b)
                .orElseThrow();
        assertThat(highest).isCloseTo(beat.sample(), within(1));
        assertThat(two[highest]).isBetween(700f, 1500f);
      }
    }
  }

  @Test
  void keepsItsBeatsInPlaceThroughALongRecord() {
    SyntheticEcg ecg =
        EcgSynthesis.of(SyntheticRhythm.PREMATURE_VENTRICULAR, 8).lasting(400, 128).make();
    int[] found = QrsDetector.detect(ecg.recording());
    int[] truth = ecg.rPeaks();
    int near = 0;
    for (int beat : truth) {
      near += IntStream.of(found).anyMatch(f -> Math.abs(f - beat) <= 5) ? 1 : 0;
    }
    assertThat(near).isGreaterThanOrEqualTo((int) (0.998 * truth.length));
    assertThat(found.length).isCloseTo(truth.length, within(3));
  }

  @Test
  void makesVentricularBeatsWideAndEarlyWithACompensatoryPause() {
    SyntheticEcg ecg =
        EcgSynthesis.of(SyntheticRhythm.PREMATURE_VENTRICULAR, 3).lasting(60, 250).make();
    List<SyntheticBeat> beats = ecg.beats();
    int seen = 0;
    for (int k = 2; k + 1 < beats.size(); k++) {
      boolean alone = beats.get(k - 2).beatClass() == BeatClass.N;
      if (beats.get(k).beatClass() == BeatClass.V && alone) {
        double usual = beats.get(k - 1).seconds() - beats.get(k - 2).seconds();
        double before = beats.get(k).seconds() - beats.get(k - 1).seconds();
        double after = beats.get(k + 1).seconds() - beats.get(k).seconds();
        assertThat(before).isLessThan(0.8 * usual);
        assertThat(before + after).isCloseTo(2 * usual, within(0.25 * usual));
        assertThat(signal(ecg.recording(), Lead.II)[beats.get(k).sample()]).isLessThan(-500);
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(3);
  }

  @Test
  void resetsTheSinusNodeAfterAnAtrialBeat() {
    List<SyntheticBeat> beats =
        EcgSynthesis.of(SyntheticRhythm.PREMATURE_ATRIAL, 3).lasting(60, 250).make().beats();
    int seen = 0;
    for (int k = 2; k + 1 < beats.size(); k++) {
      if (beats.get(k).beatClass() == BeatClass.S) {
        double usual = 60.0 / 70;
        double before = beats.get(k).seconds() - beats.get(k - 1).seconds();
        double after = beats.get(k + 1).seconds() - beats.get(k).seconds();
        assertThat(before).isLessThan(0.85 * usual);
        assertThat(before + after).isLessThan(1.95 * usual);
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(3);
  }

  @Test
  void letsTheIntervalsOfFibrillationVaryWithoutOrder() {
    double fibrillation = variation(EcgSynthesis.of(SyntheticRhythm.ATRIAL_FIBRILLATION, 4));
    double sinus = variation(EcgSynthesis.of(SyntheticRhythm.SINUS, 4));
    assertThat(fibrillation).isBetween(0.15, 0.3);
    assertThat(sinus).isBetween(0.015, 0.06);
    assertThat(variation(EcgSynthesis.of(SyntheticRhythm.PACED, 4))).isLessThan(0.001);
  }

  @Test
  void beatsAsFastAsItIsTold() {
    for (double rate : new double[] {35, 60, 120, 180}) {
      int beats =
          EcgSynthesis.of(SyntheticRhythm.SINUS, 9)
              .beating(rate)
              .lasting(60, 250)
              .make()
              .beats()
              .size();
      assertThat((double) beats).isCloseTo(rate, within(0.06 * rate));
    }
  }

  @Test
  void raisesTheStSegmentInTheAnteriorLeads() {
    EcgSynthesis flat = EcgSynthesis.of(SyntheticRhythm.SINUS, 1).under(Disturbance.NONE);
    SyntheticEcg without = flat.make();
    SyntheticEcg with = flat.withStElevation(300).make();
    int st = without.beats().get(3).sample() + (int) (0.12 * 500);
    for (Lead lead : List.of(Lead.V2, Lead.V3)) {
      float raised = signal(with.recording(), lead)[st] - signal(without.recording(), lead)[st];
      assertThat(raised).isBetween(180f, 360f);
    }
    assertThat(signal(with.recording(), Lead.II)[st])
        .isCloseTo(signal(without.recording(), Lead.II)[st], within(60f));
  }

  @Test
  void refusesWhatNoHeartDoes() {
    assertThatThrownBy(() -> EcgSynthesis.of(SyntheticRhythm.SINUS, 1).beating(400))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EcgSynthesis.of(SyntheticRhythm.SINUS, 1).lasting(0, 500))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double variation(EcgSynthesis synthesis) {
    List<SyntheticBeat> beats = synthesis.lasting(120, 250).make().beats();
    double[] rr =
        IntStream.range(1, beats.size())
            .mapToDouble(k -> beats.get(k).seconds() - beats.get(k - 1).seconds())
            .toArray();
    double mean = IntStream.range(0, rr.length).mapToDouble(k -> rr[k]).average().orElseThrow();
    double square = 0;
    for (double interval : rr) {
      square += (interval - mean) * (interval - mean);
    }
    return Math.sqrt(square / rr.length) / mean;
  }

  private static float[] samples(SyntheticEcg ecg, int lead) {
    return ecg.recording().leads().get(lead).microvolts();
  }

  private static float[] signal(Recording recording, Lead lead) {
    return recording.signal(lead).map(LeadSignal::microvolts).orElseThrow();
  }
}
