package org.einthoven.ecg.holter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.einthoven.ecg.beat.BeatClass;
import org.junit.jupiter.api.Test;

class HolterSummaryTest {

  private final HolterBeats.Builder beats = new HolterBeats.Builder();
  private final List<HolterStretch> unread = new ArrayList<>();
  private final List<HolterStretch> interrupted = new ArrayList<>();
  private final List<HolterStretch> fibrillation = new ArrayList<>();
  private double time;

  @Test
  void countsClassesAndRunsHourByHourSoThatTheHoursAddUpToTheWhole() {
    beats(3598, 1, BeatClass.N);
    // The run begins in the first hour and ends in the second.
    beats(4, 0.5, BeatClass.V);
    beats(100, 1, BeatClass.N);
    beats(2, 0.5, BeatClass.V);
    beats(50, 1, BeatClass.S);

    HolterSummary summary = summary(7200);

    assertThat(summary.hours()).hasSize(2);
    HolterPeriod first = summary.hours().get(0);
    HolterPeriod second = summary.hours().get(1);
    assertThat(first.beats() + second.beats()).isEqualTo(summary.whole().beats()).isEqualTo(3754);
    assertThat(first.count(BeatClass.V) + second.count(BeatClass.V)).isEqualTo(6);
    assertThat(first.ventricular().runs()).hasSize(1);
    assertThat(first.ventricular().runs().get(0).beats()).isEqualTo(4);
    assertThat(second.ventricular().runs()).isEmpty();
    assertThat(second.ventricular().couplets()).isEqualTo(1);
    assertThat(summary.whole().ventricular().runs()).hasSize(1);
    assertThat(summary.whole().burdenPercent(BeatClass.V)).hasValue(100.0 * 6 / 3754);
    assertThat(summary.whole().supraventricular().longestRun().orElseThrow().beats()).isEqualTo(50);
  }

  @Test
  void givesHeartRatesOverEightIntervalsInARow() {
    beats(20, 1, BeatClass.N);
    beats(8, 0.5, BeatClass.N);
    beats(8, 1.5, BeatClass.N);

    HeartRates rates = summary(60).whole().rates().orElseThrow();

    assertThat(rates.highest()).isCloseTo(120, within(1e-6));
    assertThat(rates.lowest()).isCloseTo(40, within(1e-6));
    assertThat(rates.mean()).isCloseTo(60 * 35 / (19 + 4 + 12.0), within(1e-6));
  }

  @Test
  void findsTheLongestPauseAndCountsThoseOfThreeSeconds() {
    beats(20, 1, BeatClass.N);
    beats(1, 3.5, BeatClass.N);
    beats(20, 1, BeatClass.N);
    beats(1, 3, BeatClass.N);

    HolterSummary summary = summary(60);

    HeartRates rates = summary.whole().rates().orElseThrow();
    assertThat(rates.longestSeconds()).isCloseTo(3.5, within(1e-9));
    assertThat(rates.longestAt()).isCloseTo(20, within(1e-9));
    assertThat(summary.pauses()).isEqualTo(2);
    assertThat(summary.longestUnjudged()).isEmpty();
  }

  @Test
  void statesNoPauseAcrossUnusableOrMissingSignalButSaysHowLongItIs() {
    beats(20, 1, BeatClass.N);
    beats(1, 30, BeatClass.N);
    unread.add(new HolterStretch(21, 49, "the signal is flat"));
    beats(20, 1, BeatClass.N);
    beats(1, 4, BeatClass.N);
    interrupted.add(new HolterStretch(71, 71.5, "no signal"));

    HolterSummary summary = summary(120);

    assertThat(summary.whole().rates().orElseThrow().longestSeconds()).isCloseTo(1, within(1e-9));
    assertThat(summary.pauses()).isZero();
    assertThat(summary.longestUnjudged())
        .hasValueSatisfying(
            gap -> assertThat(gap.toSeconds() - gap.fromSeconds()).isCloseTo(30, within(1e-9)));
    assertThat(summary.whole().unreadMinutes())
        .containsOnlyKeys("the signal is flat")
        .containsEntry("the signal is flat", 28 / 60.0);
  }

  @Test
  void givesTheTaskForcesMeasuresOfNormalIntervals() {
    // Five minutes at 1 s, five at 0.8 s.
    beats(300, 1, BeatClass.N);
    beats(375, 0.8, BeatClass.N);

    NnVariation nn = summary(600).variation().orElseThrow();

    assertThat(nn.intervals()).isEqualTo(674);
    assertThat(nn.meanMilliseconds()).isCloseTo((299 * 1000 + 375 * 800) / 674.0, within(1e-6));
    assertThat(nn.sdnnMilliseconds()).isCloseTo(99.4, within(0.2));
    assertThat(nn.sdannMilliseconds())
        .hasValueSatisfying(ms -> assertThat(ms).isBetween(140.0, 142.0));
    assertThat(nn.rmssdMilliseconds()).isCloseTo(200 / Math.sqrt(673), within(1e-6));
    assertThat(nn.pnn50Percent()).isCloseTo(100.0 / 674, within(1e-6));
    assertThat(nn.isOfDay()).isFalse();
  }

  @Test
  void leavesEctopicBeatsPausesAndFibrillationOutOfTheVariation() {
    beats(200, 1, BeatClass.N);
    double variation = summary(1000).variation().orElseThrow().sdnnMilliseconds();
    beats(1, 0.5, BeatClass.V);
    beats(1, 1.5, BeatClass.N);
    beats(1, 2.5, BeatClass.N);
    double from = time;
    beats(100, 0.6, BeatClass.N);
    fibrillation.add(new HolterStretch(from, time, "atrial fibrillation"));

    NnVariation nn = summary(1000).variation().orElseThrow();

    assertThat(variation).isCloseTo(0, within(1e-6));
    assertThat(nn.sdnnMilliseconds()).isCloseTo(0, within(1e-6));
    assertThat(nn.intervals()).isEqualTo(199);
    assertThat(summary(1000).whole().fibrillationMinutes()).isCloseTo(1, within(1e-6));
  }

  @Test
  void givesNothingWhereNothingWasFound() {
    HolterSummary summary = summary(10);

    assertThat(summary.whole().beats()).isZero();
    assertThat(summary.whole().rates()).isEmpty();
    assertThat(summary.whole().burdenPercent(BeatClass.V)).isEmpty();
    assertThat(summary.variation()).isEmpty();
    assertThat(summary.hours()).hasSize(1);
  }

  /** So many beats, each so many seconds after the one before. */
  private void beats(int count, double seconds, BeatClass beatClass) {
    for (int i = 0; i < count; i++) {
      time += seconds;
      beats.add(time, Optional.of(beatClass), 1);
    }
  }

  private HolterSummary summary(double seconds) {
    return HolterSummary.of(
        new HolterFindings(
            seconds, beats.build(), unread, interrupted, List.of(), List.of(), fibrillation));
  }
}
