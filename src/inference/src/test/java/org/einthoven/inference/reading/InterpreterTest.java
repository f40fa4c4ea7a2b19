package org.einthoven.inference.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.ElectrodeExchange;
import org.einthoven.ecg.synthesis.SyntheticEcg;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.inference.CopiedModels;
import org.einthoven.inference.DfnetModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpreterTest {

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

  @Test
  void readsASinusRhythmInTwelveLeads() {
    SyntheticEcg ecg = EcgSynthesis.of(SyntheticRhythm.SINUS, 3).make();

    Reading reading = interpreter.interpret(ecg.recording());

    assertThat(reading.quality().level()).isEqualTo(Quality.Level.GOOD);
    assertThat(reading.heartRatePerMinute().toOptional().orElseThrow()).isEqualTo(70, within(5.0));
    assertThat(reading.beatCounts().get(BeatClass.N)).isEqualTo(ecg.beats().size());
    assertThat(reading.infarction()).isInstanceOf(Assessed.Value.class);
    assertThat(reading.model()).isEqualTo(model.identity());
  }

  @Test
  void theSameRecordingGivesTheSameReading() {
    Recording recording =
        EcgSynthesis.of(SyntheticRhythm.PREMATURE_VENTRICULAR, 4).make().recording();

    assertThat(interpreter.interpret(recording)).isEqualTo(interpreter.interpret(recording));
  }

  @Test
  void statesVentricularPrematureBeats() {
    SyntheticEcg ecg =
        EcgSynthesis.of(SyntheticRhythm.PREMATURE_VENTRICULAR, 5).withEctopicShare(0.2).make();

    assertThat(interpreter.interpret(ecg.recording()).statements())
        .extracting(Statement::code)
        .contains(StatementCode.VENTRICULAR_PREMATURE_BEATS);
  }

  @Test
  void aModelWithoutThatHeadLeavesFibrillationUnassessed(@TempDir Path models) throws IOException {
    Path folder = CopiedModels.copy(models, "9.9.9", manifest -> manifest.putNull("fibrillation"));
    try (DfnetModel without = DfnetModel.load(folder)) {
      Reading reading =
          new Interpreter(without)
              .interpret(
                  EcgSynthesis.of(SyntheticRhythm.ATRIAL_FIBRILLATION, 3).make().recording());

      assertThat(reading.fibrillation())
          .isEqualTo(new Assessed.NotAssessed<>("the model dfnet/9.9.9 has no such head"));
    }
  }

  @Test
  void countsNoSupraventricularBeatWhereItStatesFibrillation() {
    Reading reading =
        interpreter.interpret(
            EcgSynthesis.of(SyntheticRhythm.ATRIAL_FIBRILLATION, 3)
                .lasting(30, 500)
                .make()
                .recording());

    assertThat(reading.fibrillation().toOptional().map(FibrillationScore::reached)).contains(true);
    assertThat(reading.beatCounts()).containsEntry(BeatClass.S, 0);
    long ruledOut =
        reading.beats().toOptional().orElseThrow().stream().filter(ReadBeat::ruledOut).count();
    assertThat(ruledOut).isPositive();
    assertThat(reading.beatsCaveat())
        .as("the report says how many beats the rhythm spoke for")
        .hasValueSatisfying(words -> assertThat(words).contains(ruledOut + " beat"));
  }

  @Test
  void measuresTheIntervalsOfATwelveLeadEcg() {
    Reading reading =
        interpreter.interpret(EcgSynthesis.of(SyntheticRhythm.SINUS, 7).make().recording());

    assertThat(reading.value(EcgValue.QRS).toOptional()).hasValueSatisfying(between(60, 130));
    assertThat(reading.value(EcgValue.PR).toOptional()).hasValueSatisfying(between(100, 220));
    assertThat(reading.value(EcgValue.QT).toOptional()).hasValueSatisfying(between(300, 480));
    assertThat(reading.value(EcgValue.QRS_AXIS).toOptional()).isPresent();
  }

  @Test
  void statesSinusRhythmFromItsPWavesAndNotBesideFibrillation() {
    assertThat(
            interpreter
                .interpret(EcgSynthesis.of(SyntheticRhythm.SINUS, 7).make().recording())
                .statements())
        .extracting(Statement::code)
        .contains(StatementCode.SINUS_RHYTHM);
    Reading fibrillating =
        interpreter.interpret(
            EcgSynthesis.of(SyntheticRhythm.ATRIAL_FIBRILLATION, 3)
                .lasting(30, 500)
                .make()
                .recording());
    assertThat(fibrillating.statements())
        .extracting(Statement::code)
        .contains(StatementCode.ATRIAL_FIBRILLATION)
        .doesNotContain(StatementCode.SINUS_RHYTHM, StatementCode.SINUS_TACHYCARDIA);
    assertThat(fibrillating.value(EcgValue.PR))
        .as("no PR interval beside fibrillation")
        .isEqualTo(new Assessed.NotAssessed<>("atrial fibrillation is stated"));
  }

  @Test
  void measuresNoIntervalInFewerLeadsThanItWasTestedOn() {
    Recording twelve = EcgSynthesis.of(SyntheticRhythm.SINUS, 7).make().recording();
    Recording two =
        new Recording(
            List.of(twelve.signal(Lead.I).orElseThrow(), twelve.signal(Lead.II).orElseThrow()),
            twelve.samplesPerSecond(),
            null,
            null,
            null,
            twelve.source());

    assertThat(interpreter.interpret(two).value(EcgValue.QT))
        .isEqualTo(new Assessed.NotAssessed<>("needs leads I, II and V1 to V6 in usable quality"));
  }

  private static Consumer<Double> between(double low, double high) {
    return value -> assertThat(value).isBetween(low, high);
  }

  @Test
  void saysNothingOfPacedBeatsButTheirRate() {
    Reading reading =
        interpreter.interpret(EcgSynthesis.of(SyntheticRhythm.PACED, 6).make().recording());

    assertThat(reading.heartRatePerMinute()).isInstanceOf(Assessed.Value.class);
    assertThat(reading.statements()).isEmpty();
    assertThat(((Assessed.NotAssessed<List<ReadBeat>>) reading.beats()).reason())
        .contains("pacemaker");
    assertThat(reading.value(EcgValue.QRS))
        .as("the spike hides where the QRS complex begins")
        .isInstanceOf(Assessed.NotAssessed.class);
  }

  @Test
  void classesTheBeatsOfASingleLeadAndLeavesInfarctionUnassessed() {
    Recording twelve = EcgSynthesis.of(SyntheticRhythm.SINUS, 7).make().recording();
    Recording one = only(twelve, Lead.II);

    Reading reading = interpreter.interpret(one);

    assertThat(reading.beats()).isInstanceOf(Assessed.Value.class);
    assertThat(reading.infarction()).isInstanceOf(Assessed.NotAssessed.class);
  }

  @Test
  void derivesTheLimbLeadsThatEightRecordedLeadsImply() {
    Recording twelve = EcgSynthesis.of(SyntheticRhythm.SINUS, 8).make().recording();
    Recording eight =
        only(twelve, Lead.I, Lead.II, Lead.V1, Lead.V2, Lead.V3, Lead.V4, Lead.V5, Lead.V6);

    Reading reading = interpreter.interpret(eight);

    assertThat(reading.derivedLeads())
        .containsExactlyInAnyOrder(Lead.III, Lead.AVR, Lead.AVL, Lead.AVF);
    assertThat(reading.infarction()).isInstanceOf(Assessed.Value.class);
  }

  @Test
  void aFlatLineIsUnusableAndNothingIsMeasured() {
    Recording flat = of(new LeadSignal(Lead.II, new float[5000]));

    Reading reading = interpreter.interpret(flat);

    assertThat(reading.quality().level()).isEqualTo(Quality.Level.UNUSABLE);
    assertThat(reading.heartRatePerMinute()).isInstanceOf(Assessed.NotAssessed.class);
    assertThat(reading.statements()).isEmpty();
  }

  @Test
  void oneSecondAndFiftyHertzAreNotJudged() {
    SyntheticEcg second = EcgSynthesis.of(SyntheticRhythm.SINUS, 9).lasting(1, 500).make();
    SyntheticEcg coarse = EcgSynthesis.of(SyntheticRhythm.SINUS, 9).lasting(10, 50).make();

    assertThat(interpreter.interpret(second.recording()).beats())
        .isInstanceOf(Assessed.NotAssessed.class);
    assertThat(interpreter.interpret(coarse.recording()).beats())
        .isInstanceOf(Assessed.NotAssessed.class);
  }

  private static Recording only(Recording recording, Lead... leads) {
    return of(
        List.of(leads).stream()
            .map(lead -> recording.signal(lead).orElseThrow())
            .toArray(LeadSignal[]::new));
  }

  private static Recording of(LeadSignal... leads) {
    Recording template = EcgSynthesis.of(SyntheticRhythm.SINUS, 1).make().recording();
    return new Recording(
        List.of(leads), template.samplesPerSecond(), null, null, null, template.source());
  }

  @Test
  void givesTheGatesWeightsWithTheirRangeAndByClass() {
    SyntheticEcg ecg =
        EcgSynthesis.of(SyntheticRhythm.PREMATURE_VENTRICULAR, 5).withEctopicShare(0.2).make();

    Reading reading = interpreter.interpret(ecg.recording());

    SharedShare beats = reading.sharedShares().get(0);
    assertThat(beats.task()).isEqualTo(SharedShare.BEAT);
    assertThat(beats.leastShare()).isLessThan(beats.meanShare());
    assertThat(beats.mostShare()).isGreaterThan(beats.meanShare());
    assertThat(beats.classes().stream().mapToInt(SharedShare.OfClass::beats).sum())
        .isEqualTo(reading.beats().toOptional().orElseThrow().size());
    assertThat(beats.classes())
        .extracting(SharedShare.OfClass::beatClass)
        .contains(BeatClass.N, BeatClass.V);
    assertThat(beats.classes())
        .allMatch(found -> found.leastShare() >= beats.leastShare())
        .allMatch(found -> found.mostShare() <= beats.mostShare());
  }

  @Test
  void exchangedArmElectrodesAreSaidAndTakeAwayWhatRestsOnShapes() {
    Recording exchanged =
        ElectrodeExchange.ARMS.in(EcgSynthesis.of(SyntheticRhythm.SINUS, 3).make().recording());

    Reading reading = interpreter.interpret(exchanged);

    assertThat(reading.quality().level()).isEqualTo(Quality.Level.LIMITED);
    assertThat(reading.quality().findings())
        .anyMatch(finding -> finding.contains("left and right arm look exchanged"));
    assertThat(reading.infarction()).isInstanceOf(Assessed.NotAssessed.class);
    assertThat(reading.abnormalities()).isInstanceOf(Assessed.NotAssessed.class);
    assertThat(reading.value(EcgValue.QRS_AXIS)).isInstanceOf(Assessed.NotAssessed.class);
    assertThat(reading.value(EcgValue.QRS)).isInstanceOf(Assessed.Value.class);
    assertThat(reading.statements()).isEmpty();
    assertThat(reading.heartRatePerMinute()).isInstanceOf(Assessed.Value.class);
  }
}
