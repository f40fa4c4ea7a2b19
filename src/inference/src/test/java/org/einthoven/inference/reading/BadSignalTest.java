package org.einthoven.inference.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.inference.DfnetModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings that no ECG cart should send: what is said of each, and that no number is made up. */
class BadSignalTest {

  private static final List<Lead> TWELVE =
      List.of(
          Lead.I, Lead.II, Lead.III, Lead.AVR, Lead.AVL, Lead.AVF, Lead.V1, Lead.V2, Lead.V3,
          Lead.V4, Lead.V5, Lead.V6);

  private static DfnetModel model;
  private static Interpreter interpreter;

  @BeforeAll
  static void loadThePackagedModel() {
    model = DfnetModel.loadPackaged();
    interpreter = new Interpreter(model);
  }

  @AfterAll
  static void closeTheModel() {
    model.close();
  }

  private static Recording of(List<Lead> leads, double rate, double seconds, float[]... samples) {
    List<LeadSignal> signals = new ArrayList<>();
    for (int i = 0; i < leads.size(); i++) {
      signals.add(new LeadSignal(leads.get(i), samples[i % samples.length]));
    }
    assertThat(samples[0]).hasSize((int) (rate * seconds));
    return new Recording(signals, rate, null, null, null, Source.of("test"));
  }

  private static float[] signal(double rate, double seconds, DoubleUnaryOperator microvolts) {
    float[] samples = new float[(int) (rate * seconds)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) microvolts.applyAsDouble(i / rate);
    }
    return samples;
  }

  private static Recording noise(double microvolts, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] leads = new float[TWELVE.size()][];
    for (int i = 0; i < leads.length; i++) {
      leads[i] = signal(500, 10, seconds -> microvolts * random.nextGaussian());
    }
    return of(TWELVE, 500, 10, leads);
  }

  /** Narrow beats in all leads, at a rate. */
  private static Recording beating(double perMinute, double seconds) {
    double interval = 60 / perMinute;
    SplittableRandom random = new SplittableRandom(1);
    float[] beats =
        signal(
            500,
            seconds,
            time -> {
              double off = (time - 0.3) % interval;
              double near = Math.min(Math.abs(off), Math.abs(interval - off));
              double beat =
                  time < 0.2 || near > 0.04 ? 0 : 500 * (1 + Math.cos(Math.PI * near / 0.04));
              return beat + 8 * random.nextGaussian();
            });
    return of(List.of(Lead.II), 500, seconds, beats);
  }

  private static void assertNothingFromNothing(Reading reading) {
    assertThat(reading.quality().level()).isEqualTo(Quality.Level.UNUSABLE);
    assertThat(reading.quality().findings()).isNotEmpty();
    assertThat(reading.heartRatePerMinute()).isInstanceOf(Assessed.NotAssessed.class);
    assertThat(reading.rrVariability()).isInstanceOf(Assessed.NotAssessed.class);
    for (EcgValue value : EcgValue.values()) {
      assertThat(reading.value(value)).isInstanceOf(Assessed.NotAssessed.class);
    }
    assertThat(reading.leadMeasurements()).isInstanceOf(Assessed.NotAssessed.class);
    assertThat(reading.beats()).isInstanceOf(Assessed.NotAssessed.class);
    assertThat(reading.infarction()).isInstanceOf(Assessed.NotAssessed.class);
    assertThat(reading.fibrillation()).isInstanceOf(Assessed.NotAssessed.class);
    assertThat(reading.statements()).isEmpty();
    assertThat(reading.critical()).isEmpty();
    assertThat(reading.waveLimits()).isEmpty();
  }

  @Test
  void flatLinesGiveNoNumber() {
    assertNothingFromNothing(
        interpreter.interpret(of(TWELVE, 500, 10, signal(500, 10, time -> 0))));
    assertNothingFromNothing(
        interpreter.interpret(of(TWELVE, 500, 10, signal(500, 10, time -> 1234))));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noiseGivesNoNumber(long seed) {
    assertNothingFromNothing(interpreter.interpret(noise(100, seed)));
    assertNothingFromNothing(interpreter.interpret(noise(1000, seed)));
  }

  @Test
  void artefactsOf20MillivoltsAreNamed() {
    Recording sinus = EcgSynthesis.of(SyntheticRhythm.SINUS, 3).make().recording();
    List<LeadSignal> leads = new ArrayList<>();
    for (LeadSignal lead : sinus.leads()) {
      float[] samples = lead.microvolts().clone();
      for (int i = 1000; i < 1300; i++) {
        samples[i] += 20_000;
      }
      leads.add(new LeadSignal(lead.lead(), samples));
    }
    Reading reading =
        interpreter.interpret(
            new Recording(leads, sinus.samplesPerSecond(), null, null, null, sinus.source()));

    assertThat(reading.quality().level()).isNotEqualTo(Quality.Level.GOOD);
    assertThat(reading.quality().findings()).anyMatch(finding -> finding.contains("10 mV"));
  }

  @Test
  void threeBeatsAreCountedAndNoRhythmIsMadeOfThem() {
    Recording all = EcgSynthesis.of(SyntheticRhythm.SINUS, 3).make().recording();
    List<LeadSignal> leads =
        all.leads().stream()
            .map(lead -> new LeadSignal(lead.lead(), Arrays.copyOf(lead.microvolts(), 1250)))
            .toList();
    Reading reading =
        interpreter.interpret(
            new Recording(leads, all.samplesPerSecond(), null, null, null, all.source()));

    assertThat(reading.heartRatePerMinute().toOptional().orElseThrow()).isEqualTo(70, within(6.0));
    assertThat(reading.beats()).isInstanceOf(Assessed.NotAssessed.class);
    assertThat(reading.fibrillation()).isInstanceOf(Assessed.NotAssessed.class);
    assertThat(reading.statements()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {20, 40, 250})
  void extremeRatesAreMeasured(double perMinute) {
    Reading reading = interpreter.interpret(beating(perMinute, 20));

    assertThat(reading.heartRatePerMinute().toOptional().orElseThrow())
        .isEqualTo(perMinute, within(0.05 * perMinute));
  }

  @Test
  void twelveTimesTheSameLeadContradictsItself() {
    float[] same =
        EcgSynthesis.of(SyntheticRhythm.SINUS, 3)
            .make()
            .recording()
            .signal(Lead.II)
            .orElseThrow()
            .microvolts();
    Reading reading = interpreter.interpret(of(TWELVE, 500, 10, same));

    assertThat(reading.quality().level()).isEqualTo(Quality.Level.LIMITED);
    assertThat(reading.quality().findings())
        .anyMatch(finding -> finding.contains("limb leads contradict each other"));
  }

  @Test
  void aCalibrationPulseIsNoBeat() {
    Recording sinus = EcgSynthesis.of(SyntheticRhythm.SINUS, 3).make().recording();
    int before = interpreter.interpret(sinus).beatCounts().values().stream().mapToInt(n -> n).sum();
    List<LeadSignal> leads = new ArrayList<>();
    for (LeadSignal lead : sinus.leads()) {
      float[] samples = lead.microvolts().clone();
      Arrays.fill(samples, 0, 150, 0);
      Arrays.fill(samples, 25, 125, 1000);
      leads.add(new LeadSignal(lead.lead(), samples));
    }
    Reading reading =
        interpreter.interpret(
            new Recording(leads, sinus.samplesPerSecond(), null, null, null, sinus.source()));

    assertThat(reading.quality().findings()).anyMatch(finding -> finding.contains("calibration"));
    assertThat(reading.beats().toOptional().orElseThrow())
        .noneMatch(beat -> beat.seconds() < 0.3)
        .hasSizeLessThanOrEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(doubles = {100, 2000})
  void unusualRatesOfSamplesAreMeasured(double rate) {
    Recording sinus = EcgSynthesis.of(SyntheticRhythm.SINUS, 3).make().recording();
    List<LeadSignal> leads = new ArrayList<>();
    for (LeadSignal lead : sinus.leads()) {
      float[] samples = lead.microvolts();
      leads.add(
          new LeadSignal(
              lead.lead(),
              signal(
                  rate,
                  10,
                  time -> {
                    double at = Math.min(samples.length - 1.001, time * sinus.samplesPerSecond());
                    int below = (int) at;
                    return samples[below] + (at - below) * (samples[below + 1] - samples[below]);
                  })));
    }
    Reading reading =
        interpreter.interpret(new Recording(leads, rate, null, null, null, sinus.source()));

    assertThat(reading.heartRatePerMinute().toOptional().orElseThrow()).isEqualTo(70, within(5.0));
    assertThat(reading.value(EcgValue.QRS).toOptional().orElseThrow()).isBetween(70.0, 140.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void fewerLeadsAreReadForWhatTheyTell(int leads) {
    Recording sinus = EcgSynthesis.of(SyntheticRhythm.SINUS, 3).make().recording();
    Set<Lead> kept =
        leads == 1
            ? Set.of(Lead.II)
            : Set.of(Lead.I, Lead.II, Lead.V1, Lead.V2, Lead.V3, Lead.V4, Lead.V5, Lead.V6);
    Reading reading =
        interpreter.interpret(
            new Recording(
                sinus.leads().stream().filter(lead -> kept.contains(lead.lead())).toList(),
                sinus.samplesPerSecond(),
                null,
                null,
                null,
                sinus.source()));

    assertThat(reading.heartRatePerMinute()).isInstanceOf(Assessed.Value.class);
    assertThat(reading.beats()).isInstanceOf(Assessed.Value.class);
    assertThat(reading.value(EcgValue.QRS) instanceof Assessed.Value<Double>).isEqualTo(leads == 8);
    assertThat(reading.infarction() instanceof Assessed.Value<InfarctionScore>)
        .isEqualTo(leads == 8);
  }
}
