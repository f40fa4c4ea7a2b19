package org.einthoven.ecg.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.einthoven.ecg.measurement.DrawnEcg;
import org.einthoven.ecg.measurement.EcgMeasurements;
import org.einthoven.ecg.measurement.Measure;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.QrsDetector;
import org.junit.jupiter.api.Test;

class MeasuredFindingsTest {

  private static List<MeasuredFinding> found(Recording recording, Person person) {
    return MeasuredFindings.of(
        EcgMeasurements.of(recording, QrsDetector.detect(recording)), person);
  }

  private static List<Criterion> criteria(Recording recording) {
    return found(recording, Person.UNKNOWN).stream().map(MeasuredFinding::criterion).toList();
  }

  private static List<Criterion> criteriaAt(int years, Recording recording) {
    return found(recording, new Person(Sex.MALE, OptionalInt.of(years))).stream()
        .map(MeasuredFinding::criterion)
        .toList();
  }

  private static DrawnEcg usual() {
    return DrawnEcg.at(500);
  }

  @Test
  void aSinusRhythmIsNamedByItsRate() {
    assertThat(criteria(usual().regular(10, 70))).containsExactly(Criterion.SINUS_RHYTHM);
    assertThat(criteria(usual().regular(12, 45)))
        .containsExactly(Criterion.SINUS_BRADYCARDIA, Criterion.SHORT_QT);
    assertThat(criteria(usual().tEarlier(80).regular(10, 105)))
        .containsExactly(Criterion.SINUS_TACHYCARDIA);
  }

  @Test
  void aPWaveThatRunsIntoTheTWaveBeforeItIsNotMeasured() {
    EcgMeasurements measured =
        EcgMeasurements.of(usual().regular(10, 110), QrsDetector.detect(usual().regular(10, 110)));

    assertThat(measured.pr()).isInstanceOf(Measure.NotAssessed.class);
  }

  @Test
  void aSinusRhythmNeedsItsPWaves() {
    Recording fibrillating =
        usual()
            .fibrillating()
            .beatingAt(
                10, 0.4, 1.11, 1.63, 2.52, 3.07, 3.9, 4.47, 5.36, 5.94, 6.6, 7.41, 7.93, 8.8);

    assertThat(criteria(fibrillating))
        .doesNotContain(
            Criterion.SINUS_RHYTHM, Criterion.SINUS_BRADYCARDIA, Criterion.SINUS_TACHYCARDIA);
  }

  @Test
  void aPWaveFromBelowIsNoSinusRhythm() {
    assertThat(criteria(usual().axis(-80).regular(10, 70))).doesNotContain(Criterion.SINUS_RHYTHM);
  }

  @Test
  void theAxisDeviatesBeyondItsLimits() {
    assertThat(criteria(usual().axis(-60).regular(10, 70))).contains(Criterion.LEFT_AXIS_DEVIATION);
    assertThat(criteria(usual().axis(-20).regular(10, 70)))
        .doesNotContain(Criterion.LEFT_AXIS_DEVIATION);
    assertThat(criteria(usual().axis(120).regular(10, 70)))
        .contains(Criterion.RIGHT_AXIS_DEVIATION);
  }

  @Test
  void aLongPrIntervalIsFound() {
    assertThat(criteria(usual().pEarlier(80).regular(10, 60)))
        .contains(Criterion.FIRST_DEGREE_AV_BLOCK);
  }

  @Test
  void lowAndHighVoltagesAreFound() {
    assertThat(criteria(usual().scaled(0.3).noise(0.001).regular(10, 70)))
        .contains(Criterion.LOW_QRS_VOLTAGE);
    assertThat(criteriaAt(60, usual().scaled(2.5).regular(10, 70)))
        .contains(Criterion.LEFT_VENTRICULAR_VOLTAGE);
  }

  @Test
  void theReasonHoldsWhatWasMeasuredAndTheLimit() {
    assertThat(found(usual().axis(-60).regular(10, 70), Person.UNKNOWN))
        .filteredOn(finding -> finding.criterion() == Criterion.LEFT_AXIS_DEVIATION)
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.reason()).matches("QRS axis -\\d+°, between -30° and -90°"));
  }

  @Test
  void noiseMeetsNothing() {
    assertThat(criteria(usual().noise(0.3).beatingAt(10))).isEmpty();
  }
}
