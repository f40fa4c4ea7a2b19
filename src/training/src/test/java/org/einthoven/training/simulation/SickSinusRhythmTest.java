package org.einthoven.training.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SickSinusRhythmTest {

  private static SickSinusRhythm of(long seed) {
    return new SickSinusRhythm(0.9, new SplittableRandom(seed));
  }

  @Test
  void runsOftenMakeUpMostOfTheBeats() {
    long mostly = IntStream.range(0, 100).filter(seed -> share(of(seed).runs(200)) > 0.5).count();

    assertThat(mostly).isGreaterThan(50);
  }

  @Test
  void beatsOfRunsAreFasterThanTheSinusBeatsBetweenThem() {
    for (int seed = 0; seed < 20; seed++) {
      SimulatedRhythm rhythm = of(seed).runs(200);

      double slowestEarly = beats(rhythm, true).max().orElseThrow();
      double usualSinus = beats(rhythm, false).average().orElseThrow();
      assertThat(slowestEarly).isLessThan(usualSinus);
    }
  }

  @Test
  void pausesComeWithoutEctopicBeats() {
    for (int seed = 0; seed < 20; seed++) {
      SimulatedRhythm rhythm = of(seed).pauses(200);

      assertThat(share(rhythm)).isZero();
      double usual = beats(rhythm, false).sorted().skip(100).findFirst().orElseThrow();
      assertThat(Arrays.stream(rhythm.seconds()).max().orElseThrow()).isGreaterThan(1.25 * usual);
    }
  }

  private static java.util.stream.DoubleStream beats(SimulatedRhythm rhythm, boolean early) {
    return IntStream.range(0, rhythm.seconds().length)
        .filter(i -> rhythm.early()[i] == early)
        .mapToDouble(i -> rhythm.seconds()[i]);
  }

  private static double share(SimulatedRhythm rhythm) {
    return beats(rhythm, true).count() / (double) rhythm.seconds().length;
  }
}
