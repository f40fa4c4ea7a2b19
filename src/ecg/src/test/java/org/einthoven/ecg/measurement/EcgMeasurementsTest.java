package org.einthoven.ecg.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.QrsDetector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcgMeasurementsTest {

  private static final Offset<Double> MILLISECONDS = within(20.0);

  private static EcgMeasurements measured(Recording recording) {
    return EcgMeasurements.of(recording, QrsDetector.detect(recording));
  }

  private static double value(Measure measure) {
    return measure.toOptional().orElseThrow(() -> new AssertionError(measure.toString()));
  }

  private static LeadMeasurement lead(EcgMeasurements measurements, Lead lead) {
    return measurements.leads().stream().filter(m -> m.lead() == lead).findFirst().orElseThrow();
  }

  private static void hasNoInterval(EcgMeasurements measurements) {
    assertThat(
            List.of(
                measurements.pDuration(),
                measurements.pr(),
                measurements.qrs(),
                measurements.qt(),
                measurements.qtc().bazett(),
                measurements.pAxis(),
                measurements.qrsAxis(),
                measurements.tAxis()))
        .allMatch(Measure.NotAssessed.class::isInstance);
  }

  @ParameterizedTest
  @ValueSource(doubles = {100, 250, 500, 1000, 2000})
  void measuresTheIntervalsAtAnyRateOfSamples(double samplesPerSecond) {
    EcgMeasurements found = measured(DrawnEcg.at(samplesPerSecond).regular(10, 75));

    assertThat(value(found.heartRatePerMinute())).isEqualTo(75, within(0.5));
    assertThat(value(found.pDuration())).isEqualTo(DrawnEcg.P_DURATION, MILLISECONDS);
    assertThat(value(found.pr())).isEqualTo(DrawnEcg.PR, MILLISECONDS);
    assertThat(value(found.qrs())).isEqualTo(DrawnEcg.QRS, MILLISECONDS);
    assertThat(value(found.qt())).isEqualTo(DrawnEcg.QT, MILLISECONDS);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-150, -60, 0, 45, 90, 150})
  void theAxisIsWhereTheVectorPoints(double degrees) {
    EcgMeasurements found = measured(DrawnEcg.at(500).axis(degrees).regular(10, 70));

    assertThat(value(found.qrsAxis())).isEqualTo(degrees, within(3.0));
    assertThat(value(found.tAxis())).isEqualTo(degrees, within(3.0));
    assertThat(value(found.pAxis())).isEqualTo(degrees, within(8.0));
  }

  @Test
  void amplitudesAreThoseThatWereDrawn() {
    LeadMeasurement found = lead(measured(DrawnEcg.at(1000).axis(60).regular(10, 70)), Lead.II);

    assertThat(value(found.r())).isEqualTo(0.95, within(0.06));
    assertThat(value(found.q())).isEqualTo(-0.13, within(0.04));
    assertThat(value(found.s())).isEqualTo(-0.26, within(0.06));
    assertThat(value(found.t())).isEqualTo(0.3, within(0.03));
    assertThat(value(found.p())).isEqualTo(0.15, within(0.03));
    assertThat(value(found.stAt60())).isEqualTo(0, within(0.03));
  }

  @Test
  void anElevatedStSegmentShowsAfterTheJPoint() {
    LeadMeasurement found =
        lead(measured(DrawnEcg.at(500).axis(60).withSt(0.2).regular(10, 70)), Lead.II);

    assertThat(value(found.stAt60())).isEqualTo(0.2, within(0.03));
    assertThat(value(found.stAt80())).isEqualTo(0.2, within(0.03));
  }

  @Test
  void theCorrectionsOfQtAreThoseOfTheirAuthors() {
    QtCorrections found = QtCorrections.of(Measure.of(400), Measure.of(640));

    assertThat(value(found.bazett())).isEqualTo(500, within(0.01));
    assertThat(value(found.fridericia())).isEqualTo(464.16, within(0.01));
    assertThat(value(found.framingham())).isEqualTo(455.44, within(0.01));
    assertThat(value(found.hodges())).isEqualTo(459.06, within(0.01));
  }

  @Test
  void whereTheAtriaFibrillateThereIsNoPWaveAndNoPrInterval() {
    EcgMeasurements found =
        measured(
            DrawnEcg.at(500)
                .fibrillating()
                .beatingAt(
                    10, 0.4, 1.11, 1.63, 2.52, 3.07, 3.9, 4.47, 5.36, 5.94, 6.6, 7.41, 7.93, 8.8));

    assertThat(found.marks().pAbsent()).isTrue();
    assertThat(found.pr())
        .isEqualTo(Measure.none("no P wave stands out of what varies from beat to beat"));
    assertThat(value(found.qrs())).isEqualTo(DrawnEcg.QRS, MILLISECONDS);
  }

  @Test
  void theTypicalBeatIsNoMixtureOfTwoShapes() {
    EcgMeasurements found = measured(DrawnEcg.at(500).bigeminy(20, 70));

    double qrs = value(found.qrs());
    assertThat(Math.abs(qrs - DrawnEcg.QRS) < 25 || Math.abs(qrs - 200) < 30)
        .as("QRS of %.0f ms", qrs)
        .isTrue();
    assertThat(found.beats()).isLessThan(15);
  }

  @Test
  void noiseHasNoIntervals() {
    Recording noise = DrawnEcg.at(500).noise(0.3).beatingAt(10);

    hasNoInterval(measured(noise));
  }

  @Test
  void aFlatRecordingHasNothing() {
    Recording flat = DrawnEcg.at(500).noise(0).beatingAt(10);

    EcgMeasurements found = EcgMeasurements.of(flat, new int[] {500, 1000, 1500, 2000});

    hasNoInterval(found);
  }

  @Test
  void twoBeatsAreTooFew() {
    EcgMeasurements found = measured(DrawnEcg.at(500).beatingAt(10, 2, 4));

    assertThat(found.heartRatePerMinute())
        .isEqualTo(Measure.none("fewer than three beats were found"));
    hasNoInterval(found);
  }

  @Test
  void threeBeatsFarFromTheEndsAreEnough() {
    EcgMeasurements found = measured(DrawnEcg.at(500).beatingAt(6, 1.5, 2.5, 3.5));

    assertThat(value(found.qrs())).isEqualTo(DrawnEcg.QRS, MILLISECONDS);
  }

  @Test
  void atTwentyBeatsAMinuteTheIntervalsStay() {
    Recording slow = DrawnEcg.at(500).regular(30, 20);
    int[] rPeaks = {200, 1700, 3200, 4700, 6200, 7700, 9200, 10700, 12200};

    EcgMeasurements found = EcgMeasurements.of(slow, rPeaks);

    assertThat(value(found.heartRatePerMinute())).isEqualTo(20, within(0.5));

    assertThat(value(found.pr())).isEqualTo(DrawnEcg.PR, MILLISECONDS);
    assertThat(value(found.qt())).isEqualTo(DrawnEcg.QT, MILLISECONDS);
  }

  @Test
  void atThreeHundredBeatsAMinuteNeitherPrNorQtCanBeTold() {
    double[] times = DoubleStream.iterate(0.4, t -> t + 0.2).limit(46).toArray();
    Recording fast = DrawnEcg.at(500).beatingAt(10, times);
    int[] rPeaks = Arrays.stream(times).mapToInt(t -> (int) Math.round(500 * t)).toArray();

    EcgMeasurements found = EcgMeasurements.of(fast, rPeaks);

    assertThat(value(found.heartRatePerMinute())).isEqualTo(300, within(1.0));
    assertThat(found.pr()).isInstanceOf(Measure.NotAssessed.class);
    assertThat(found.qt()).isInstanceOf(Measure.NotAssessed.class);
  }

  @Test
  void oneLeadHasIntervalsAndNoAxis() {
    Recording twelve = DrawnEcg.at(500).regular(10, 75);
    Recording one = DrawnEcg.at(500).recording(List.of(twelve.signal(Lead.II).orElseThrow()));

    EcgMeasurements found = measured(one);

    assertThat(value(found.qrs())).isEqualTo(DrawnEcg.QRS, MILLISECONDS);
    assertThat(found.qrsAxis()).isEqualTo(Measure.none("needs leads I and II"));
    assertThat(found.leads()).hasSize(1);
  }

  @Test
  void twelveIdenticalLeadsAreMeasuredAsOne() {
    float[] same = DrawnEcg.at(500).regular(10, 75).signal(Lead.II).orElseThrow().microvolts();
    Recording identical =
        DrawnEcg.at(500)
            .recording(
                Arrays.stream(Lead.values())
                    .filter(lead -> lead.isLimb() || lead.label().matches("V[1-6]"))
                    .map(lead -> new LeadSignal(lead, same))
                    .toList());

    assertThat(value(measured(identical).qrs())).isEqualTo(DrawnEcg.QRS, MILLISECONDS);
  }

  @Test
  void beatsWithMissingSamplesAreNotTaken() {
    Recording whole = DrawnEcg.at(500).regular(10, 75);
    int[] rPeaks = QrsDetector.detect(whole);
    float[] holes = whole.leads().get(0).microvolts();
    Arrays.fill(holes, rPeaks[3] - 10, rPeaks[3] + 10, Float.NaN);

    EcgMeasurements found = EcgMeasurements.of(whole, rPeaks);

    assertThat(found.beats())
        .isLessThan(EcgMeasurements.of(DrawnEcg.at(500).regular(10, 75), rPeaks).beats());
    assertThat(value(found.qrs())).isEqualTo(DrawnEcg.QRS, MILLISECONDS);
  }

  @Test
  void theMeasurementsOfARecordingAreAlwaysTheSame() {
    Recording recording = DrawnEcg.at(500).regular(10, 75);

    assertThat(measured(recording)).isEqualTo(measured(recording));
  }
}
