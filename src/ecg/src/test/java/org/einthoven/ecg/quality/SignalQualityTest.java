package org.einthoven.ecg.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.einthoven.ecg.quality.QualityFinding.Kind;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;
import org.einthoven.ecg.signal.QrsDetector;
import org.einthoven.ecg.synthesis.Disturbance;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalQualityTest {

  @ParameterizedTest
  @EnumSource(SyntheticRhythm.class)
  void findsNothingAgainstAGoodRecordingOfAnyRhythm(SyntheticRhythm rhythm) {
    for (int seed = 0; seed < 5; seed++) {
      QualityAssessment quality = assess(EcgSynthesis.of(rhythm, seed).make().recording());
      assertThat(quality.level()).isEqualTo(QualityLevel.GOOD);
      assertThat(quality.leads()).hasSize(12).containsValue(QualityLevel.GOOD);
      assertThat(quality.has(Kind.PACED)).isEqualTo(rhythm == SyntheticRhythm.PACED);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {250, 360, 500, 1000})
  void seesAPacemakerAndKeepsTheModelSilent(double rate) {
    Recording paced =
        EcgSynthesis.of(SyntheticRhythm.PACED, 1).lasting(10, rate).make().recording();
    QualityAssessment quality = assess(paced);
    assertThat(quality.level()).isEqualTo(QualityLevel.GOOD);
    assertThat(quality.silence()).hasValue("pacemaker spikes (paced rhythms are not classed)");
  }

  @ParameterizedTest
  @ValueSource(doubles = {50, 100, 300})
  void takesMuscleNoiseForNoPacemaker(double microvolts) {
    QualityAssessment quality = assess(disturbed(new Disturbance(0, microvolts, 0, 50, 0)));
    assertThat(quality.has(Kind.PACED)).isFalse();
  }

  @Test
  void saysWhichLeadIsFlatAndGoesOnWithTheOthers() {
    QualityAssessment quality = assess(changed(Lead.V3, lead -> Arrays.fill(lead, 120)));
    assertThat(quality.leads()).containsEntry(Lead.V3, QualityLevel.UNUSABLE);
    assertThat(quality.level()).isEqualTo(QualityLevel.LIMITED);
    assertThat(quality.silence()).isEmpty();
    assertThat(quality.findings())
        .containsExactly(
            new QualityFinding(
                Kind.FLAT, Lead.V3, QualityLevel.UNUSABLE, "lead V3: the signal is flat"),
            new QualityFinding(
                Kind.ELECTRODE_OFF, null, QualityLevel.LIMITED, "an electrode looks off (V3)"));
  }

  @ParameterizedTest
  @CsvSource({"50, 500", "60, 500", "50, 250", "60, 1000"})
  void namesHumOfTheMains(double hz, double rate) {
    Recording clean =
        EcgSynthesis.of(SyntheticRhythm.SINUS, 3).lasting(10, rate).make().recording();
    for (double microvolts : new double[] {20, 100}) {
      List<LeadSignal> leads = new ArrayList<>();
      for (LeadSignal lead : clean.leads()) {
        float[] samples = lead.microvolts().clone();
        for (int i = 0; i < samples.length; i++) {
          samples[i] += (float) (microvolts * Math.sin(2 * Math.PI * hz * i / rate));
        }
        leads.add(new LeadSignal(lead.lead(), samples));
      }
      QualityAssessment quality =
          assess(new Recording(leads, rate, null, null, null, clean.source()));

      assertThat(quality.has(Kind.MAINS)).isEqualTo(microvolts > 50);
    }
  }

  @Test
  void namesTheLimbElectrodeThatTwoFlatLeadsShare() {
    Recording recording = EcgSynthesis.of(SyntheticRhythm.SINUS, 3).make().recording();
    List<LeadSignal> leads =
        recording.leads().stream()
            .map(
                lead ->
                    lead.lead() == Lead.I || lead.lead() == Lead.III
                        ? new LeadSignal(lead.lead(), new float[lead.length()])
                        : lead)
            .toList();
    QualityAssessment quality =
        assess(
            new Recording(
                leads, recording.samplesPerSecond(), null, null, null, recording.source()));

    assertThat(quality.findings())
        .extracting(QualityFinding::words)
        .contains("an electrode looks off (left arm)");
  }

  @Test
  void tellsFewMissingSamplesFromMany() {
    assertThat(level(Lead.V1, lead -> Arrays.fill(lead, 1000, 1050, Float.NaN)))
        .isEqualTo(QualityLevel.GOOD);
    assertThat(level(Lead.V1, lead -> Arrays.fill(lead, 1000, 2000, Float.NaN)))
        .isEqualTo(QualityLevel.LIMITED);
    assertThat(level(Lead.V1, lead -> Arrays.fill(lead, 1000, 4000, Float.NaN)))
        .isEqualTo(QualityLevel.UNUSABLE);
  }

  @Test
  void seesASignalThatIsCutOff() {
    Recording recording =
        changed(
            Lead.V4,
            lead -> {
              for (int i = 0; i < lead.length; i++) {
                lead[i] = Math.max(-200, Math.min(200, lead[i]));
              }
            });
    QualityAssessment quality = assess(recording);
    assertThat(quality.has(Kind.CLIPPED)).isFalse();
    recording =
        changed(
            Lead.V4,
            lead -> {
              for (int i = 0; i < lead.length; i++) {
                lead[i] = Math.min(300, lead[i]);
              }
            });
    quality = assess(recording);
    assertThat(quality.leads().get(Lead.V4)).isNotEqualTo(QualityLevel.GOOD);
    assertThat(quality.has(Kind.CLIPPED)).isTrue();
  }

  @Test
  void seesVoltagesThatNoHeartMakes() {
    assertThat(level(Lead.V2, lead -> Arrays.fill(lead, 2000, 2020, 15_000)))
        .isEqualTo(QualityLevel.LIMITED);
    assertThat(level(Lead.V2, lead -> Arrays.fill(lead, 2000, 3000, -32_768)))
        .isEqualTo(QualityLevel.UNUSABLE);
  }

  @Test
  void takesAnElectrodeOffsetForNoFlaw() {
    QualityAssessment quality =
        assess(
            changed(
                Lead.V2,
                lead -> {
                  for (int i = 0; i < lead.length; i++) {
                    lead[i] += 150_000;
                  }
                }));
    assertThat(quality.level()).isEqualTo(QualityLevel.GOOD);
  }

  @Test
  void namesNoiseAndWander() {
    QualityAssessment noisy = assess(disturbed(new Disturbance(0, 60, 0, 50, 0)));
    assertThat(noisy.has(Kind.NOISY)).isTrue();
    assertThat(noisy.level()).isEqualTo(QualityLevel.LIMITED);
    QualityAssessment wandering = assess(disturbed(new Disturbance(2, 2, 0, 50, 2000)));
    assertThat(wandering.has(Kind.WANDERING)).isTrue();
    assertThat(wandering.level()).isEqualTo(QualityLevel.LIMITED);
  }

  @Test
  void doesNotTakeNoiseForAnEcg() {
    Random random = new Random(3);
    float[] noise = new float[5000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (300 * random.nextGaussian());
    }
    QualityAssessment quality = assess(single(noise, 500));
    assertThat(quality.level()).isEqualTo(QualityLevel.UNUSABLE);
    assertThat(quality.silence()).isPresent();
  }

  @Test
  void findsNoBeatInSilence() {
    QualityAssessment quality = assess(single(new float[5000], 500));
    assertThat(quality.level()).isEqualTo(QualityLevel.UNUSABLE);
    assertThat(quality.has(Kind.NO_BEAT)).isTrue();
    assertThat(quality.has(Kind.FLAT)).isTrue();
  }

  @Test
  void namesLimbLeadsThatContradictEachOther() {
    Recording swapped = EcgSynthesis.of(SyntheticRhythm.SINUS, 1).make().recording();
    List<LeadSignal> leads = new ArrayList<>(swapped.leads());
    leads.set(2, new LeadSignal(Lead.III, leads.get(6).microvolts()));
    QualityAssessment quality =
        assess(new Recording(leads, 500, null, null, null, Source.of("test")));
    assertThat(quality.has(Kind.LIMB_LEADS_DISAGREE)).isTrue();
    assertThat(quality.level()).isEqualTo(QualityLevel.LIMITED);
    assertThat(quality.silence()).isEmpty();
  }

  @Test
  void toleratesThatLimbLeadsWereRoundedOneByOne() {
    Recording exact = EcgSynthesis.of(SyntheticRhythm.SINUS, 1).make().recording();
    List<LeadSignal> rounded = new ArrayList<>();
    for (LeadSignal lead : exact.leads()) {
      float[] samples = lead.microvolts().clone();
      for (int i = 0; i < samples.length; i++) {
        samples[i] = 5 * Math.round(samples[i] / 5);
      }
      rounded.add(new LeadSignal(lead.lead(), samples));
    }
    Recording coarse = new Recording(rounded, 500, null, null, null, Source.of("test"));
    assertThat(assess(coarse).has(Kind.LIMB_LEADS_DISAGREE)).isFalse();
  }

  @Test
  void keepsSilentOnShortAndOnCoarselySampledRecordings() {
    EcgSynthesis sinus = EcgSynthesis.of(SyntheticRhythm.SINUS, 1);
    QualityAssessment brief = assess(sinus.lasting(4, 500).make().recording());
    assertThat(brief.has(Kind.TOO_SHORT)).isTrue();
    assertThat(brief.level()).isEqualTo(QualityLevel.LIMITED);
    assertThat(brief.silence()).isPresent();
    QualityAssessment coarse = assess(sinus.lasting(10, 50).make().recording());
    assertThat(coarse.has(Kind.RATE_TOO_LOW)).isTrue();
    assertThat(coarse.level()).isEqualTo(QualityLevel.UNUSABLE);
    assertThat(assess(sinus.lasting(10, 100).make().recording()).level())
        .isEqualTo(QualityLevel.GOOD);
    assertThat(assess(sinus.lasting(0.004, 500).make().recording()).level())
        .isEqualTo(QualityLevel.UNUSABLE);
  }

  @Test
  void weighsAFlawInALongRecordingByItsShare() {
    Recording whole =
        EcgSynthesis.of(SyntheticRhythm.SINUS, 1).lasting(300, 250).make().recording();
    float[] lead = whole.leads().get(6).microvolts();
    Arrays.fill(lead, 0, 10 * 250, Float.NaN);
    assertThat(assess(whole).leads()).containsEntry(Lead.V1, QualityLevel.GOOD);
    Arrays.fill(lead, 0, 100 * 250, Float.NaN);
    QualityAssessment third = assess(whole);
    assertThat(third.leads()).containsEntry(Lead.V1, QualityLevel.LIMITED);
    assertThat(third.findings().get(0).words())
        .isEqualTo("lead V1: samples are missing (33 % of the time)");
    Arrays.fill(lead, 0, 200 * 250, Float.NaN);
    assertThat(assess(whole).leads()).containsEntry(Lead.V1, QualityLevel.UNUSABLE);
  }

  private static QualityAssessment assess(Recording recording) {
    return SignalQuality.of(recording, QrsDetector.detect(recording));
  }

  private static QualityLevel level(Lead lead, Consumer<float[]> change) {
    QualityLevel level = assess(changed(lead, change)).leads().get(lead);
    assertThat(level).isNotNull();
    return level;
  }

  private static Recording changed(Lead lead, Consumer<float[]> change) {
    Recording recording = EcgSynthesis.of(SyntheticRhythm.SINUS, 1).make().recording();
    recording.signal(lead).map(LeadSignal::microvolts).ifPresent(change);
    return recording;
  }

  private static Recording disturbed(Disturbance disturbance) {
    return EcgSynthesis.of(SyntheticRhythm.SINUS, 1).under(disturbance).make().recording();
  }

  private static Recording single(float[] samples, double rate) {
    return new Recording(
        List.of(new LeadSignal(Lead.UNSPECIFIED, samples)),
        rate,
        null,
        null,
        null,
        Source.of("test"));
  }
}
