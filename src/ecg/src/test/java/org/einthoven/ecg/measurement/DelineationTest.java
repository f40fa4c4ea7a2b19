package org.einthoven.ecg.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.QrsDetector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelineationTest {

  private static final Offset<Double> MILLISECONDS = within(24.0);

  private static List<Delineation.Beat> delineated(Recording recording) {
    return Delineation.of(recording, QrsDetector.detect(recording));
  }

  private static LeadWaves lead(Delineation.Beat beat, Lead lead) {
    return beat.leads().stream().filter(waves -> waves.lead() == lead).findFirst().orElseThrow();
  }

  private static double value(Measure measure) {
    return measure.toOptional().orElseThrow(() -> new AssertionError(measure.toString()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {250, 500, 1000})
  void everyBeatHasItsWavesWhereTheyWereDrawnInEveryLead(double samplesPerSecond) {
    List<Delineation.Beat> beats =
        delineated(DrawnEcg.at(samplesPerSecond).axis(60).regular(10, 60));

    assertThat(beats).hasSize(9);
    for (int i = 1; i < beats.size(); i++) {
      double r = 1000 * (beats.get(i).seconds() - 0.4 - i);
      for (Lead lead : List.of(Lead.I, Lead.II, Lead.AVR, Lead.V6)) {
        LeadWaves waves = lead(beats.get(i), lead);
        assertThat(r + value(waves.p().onset())).isEqualTo(-200, MILLISECONDS);
        assertThat(r + value(waves.p().peak())).isEqualTo(-150, within(8.0));
        assertThat(r + value(waves.p().end())).isEqualTo(-100, MILLISECONDS);
        assertThat(r + value(waves.qrs().onset())).isEqualTo(-45, within(12.0));
        assertThat(r + value(waves.qrs().peak())).isEqualTo(0, within(4.0));
        assertThat(r + value(waves.qrs().end())).isEqualTo(45, within(12.0));
        assertThat(r + value(waves.t().peak())).isEqualTo(280, within(8.0));
        assertThat(r + value(waves.t().end())).isEqualTo(380, MILLISECONDS);
      }
    }
  }

  @Test
  void whereTheAtriaFibrillateNoBeatHasAPWave() {
    List<Delineation.Beat> beats =
        delineated(
            DrawnEcg.at(500)
                .fibrillating()
                .beatingAt(
                    10, 0.4, 1.11, 1.63, 2.52, 3.07, 3.9, 4.47, 5.36, 5.94, 6.6, 7.41, 7.93, 8.8));

    assertThat(beats).hasSize(13);
    assertThat(beats)
        .allSatisfy(beat -> assertThat(lead(beat, Lead.II).p().isMeasured()).isFalse());
    assertThat(beats)
        .allSatisfy(beat -> assertThat(lead(beat, Lead.II).qrs().isMeasured()).isTrue());
  }

  @Test
  void beatsOfAnotherShapeHaveBoundariesOfTheirOwn() {
    List<Delineation.Beat> beats = delineated(DrawnEcg.at(500).axis(60).bigeminy(10, 60));

    double narrow = width(beats.get(2));
    assertThat(narrow).isEqualTo(DrawnEcg.QRS, MILLISECONDS);
    assertThat(width(beats.get(3))).isGreaterThan(narrow + 50);
  }

  private static double width(Delineation.Beat beat) {
    LeadWave qrs = lead(beat, Lead.II).qrs();
    return value(qrs.end()) - value(qrs.onset());
  }

  @Test
  void aBeatThatIsEarlyIsGivenNoPWaveOfTheOthers() {
    List<Delineation.Beat> beats =
        delineated(
            DrawnEcg.at(500).axis(60).beatingAt(10, 0.5, 1.5, 2.5, 3.5, 4.1, 5.5, 6.5, 7.5, 8.5));

    assertThat(lead(beats.get(4), Lead.II).p().isMeasured()).isFalse();
    assertThat(lead(beats.get(5), Lead.II).p().isMeasured()).isTrue();
  }

  @Test
  void aWaveThatTheRecordingCutsIsNotGiven() {
    List<Delineation.Beat> beats =
        delineated(DrawnEcg.at(500).axis(60).beatingAt(6.25, 0.15, 1.1, 2.1, 3.1, 4.1, 5.1, 6.1));

    assertThat(lead(beats.get(0), Lead.II).p().isMeasured()).isFalse();
    assertThat(lead(beats.get(6), Lead.II).t().isMeasured()).isFalse();
    assertThat(lead(beats.get(6), Lead.II).p().isMeasured()).isTrue();
  }

  @Test
  void aFlatLeadHasNoWaves() {
    Recording drawn = DrawnEcg.at(500).axis(60).regular(10, 60);
    List<LeadSignal> leads =
        drawn.leads().stream()
            .map(
                signal ->
                    signal.lead() == Lead.V3
                        ? new LeadSignal(Lead.V3, new float[signal.length()])
                        : signal)
            .toList();
    List<Delineation.Beat> beats = delineated(DrawnEcg.at(500).recording(leads));

    LeadWaves flat = lead(beats.get(3), Lead.V3);
    assertThat(List.of(flat.p(), flat.qrs(), flat.t())).noneMatch(LeadWave::isMeasured);
    assertThat(lead(beats.get(3), Lead.II).t().isMeasured()).isTrue();
  }

  @Test
  void nothingIsDelineatedBelow100Hertz() {
    assertThat(delineated(DrawnEcg.at(80).regular(10, 60))).isEmpty();
  }
}
