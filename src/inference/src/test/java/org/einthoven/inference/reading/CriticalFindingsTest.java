package org.einthoven.inference.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.statement.Criterion;
import org.einthoven.ecg.statement.MeasuredFinding;
import org.einthoven.inference.reading.CriticalFinding.Kind;
import org.junit.jupiter.api.Test;

class CriticalFindingsTest {

  private static final Assessed<List<ReadBeat>> NO_BEATS =
      new Assessed.NotAssessed<>("too few beats");
  private static final Assessed<RrVariability> STEADY =
      new Assessed.Value<>(new RrVariability(10, 10, 990, 1010));

  private static List<Kind> kinds(List<CriticalFinding> findings) {
    return findings.stream().map(CriticalFinding::kind).toList();
  }

  private static List<CriticalFinding> ofRate(double perMinute) {
    return CriticalFindings.of(
        CriticalLimits.DEFAULT,
        new Assessed.Value<>(perMinute),
        STEADY,
        true,
        NO_BEATS,
        Map.of(),
        List.of());
  }

  private static List<CriticalFinding> ofPause(double milliseconds, boolean seen) {
    return CriticalFindings.of(
        CriticalLimits.DEFAULT,
        new Assessed.Value<>(60.0),
        new Assessed.Value<>(new RrVariability(10, 10, 900, milliseconds)),
        seen,
        NO_BEATS,
        Map.of(),
        List.of());
  }

  private static List<CriticalFinding> ofBeats(double secondsApart, String classes) {
    List<ReadBeat> beats = new ArrayList<>();
    for (int i = 0; i < classes.length(); i++) {
      beats.add(
          new ReadBeat(
              i * secondsApart, BeatClass.valueOf(classes.substring(i, i + 1)), 0.9, false));
    }
    return CriticalFindings.of(
        CriticalLimits.DEFAULT,
        new Assessed.Value<>(60.0),
        STEADY,
        true,
        new Assessed.Value<>(beats),
        Map.of(),
        List.of());
  }

  private static List<CriticalFinding> ofQtc(CriticalLimits limits, double qtc, double qrs) {
    return CriticalFindings.of(
        limits,
        new Assessed.Value<>(60.0),
        STEADY,
        true,
        NO_BEATS,
        Map.of(
            EcgValue.QTC_FRAMINGHAM,
            new Assessed.Value<>(qtc),
            EcgValue.QRS,
            new Assessed.Value<>(qrs)),
        List.of());
  }

  @Test
  void ratesAreCriticalBeyondTheirLimits() {
    assertThat(kinds(ofRate(39))).containsExactly(Kind.SLOW_HEART);
    assertThat(ofRate(40)).isEmpty();
    assertThat(ofRate(150)).isEmpty();
    assertThat(kinds(ofRate(151))).containsExactly(Kind.FAST_HEART);
  }

  @Test
  void theReasonHoldsTheValueAndTheLimit() {
    assertThat(ofRate(35).get(0).reason()).isEqualTo("heart rate 35/min, below 40/min");
  }

  @Test
  void aPauseNeedsALeadThatWouldHaveShownABeat() {
    assertThat(kinds(ofPause(3100, true))).containsExactly(Kind.PAUSE);
    assertThat(ofPause(3100, false)).isEmpty();
    assertThat(ofPause(3000, true)).isEmpty();
  }

  @Test
  void threeFastVentricularBeatsInARowAreARun() {
    assertThat(kinds(ofBeats(0.5, "NNVVVN"))).containsExactly(Kind.VENTRICULAR_RUN);
    assertThat(ofBeats(0.5, "NNVVN")).isEmpty();
    assertThat(ofBeats(0.7, "NNVVVN")).as("an accelerated idioventricular rhythm").isEmpty();
  }

  @Test
  void aLongQtcIsCriticalOnlyWithANarrowComplex() {
    assertThat(kinds(ofQtc(CriticalLimits.DEFAULT, 501, 90))).containsExactly(Kind.LONG_QTC);
    assertThat(ofQtc(CriticalLimits.DEFAULT, 500, 90)).isEmpty();
    assertThat(ofQtc(CriticalLimits.DEFAULT, 540, 120)).isEmpty();
  }

  @Test
  void stElevationIsCriticalWhereItIsWanted() {
    MeasuredFinding elevation = new MeasuredFinding(Criterion.ST_ELEVATION, "J point elevated");
    for (CriticalLimits limits : List.of(CriticalLimits.DEFAULT, CriticalLimits.NONE)) {
      assertThat(
              CriticalFindings.of(
                  limits,
                  new Assessed.Value<>(60.0),
                  STEADY,
                  true,
                  NO_BEATS,
                  Map.of(),
                  List.of(elevation)))
          .hasSize(limits.stElevation() ? 1 : 0);
    }
  }

  @Test
  void aLimitOfZeroSwitchesItsFindingOff() {
    assertThat(ofQtc(CriticalLimits.NONE, 600, 90)).isEmpty();
    assertThat(
            CriticalFindings.of(
                CriticalLimits.NONE,
                new Assessed.Value<>(20.0),
                new Assessed.Value<>(new RrVariability(0, 0, 3000, 9000)),
                true,
                NO_BEATS,
                Map.of(),
                List.of()))
        .isEmpty();
  }
}
