package org.einthoven.training.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomSplitTest {

  private static int[] tested(RandomSplit split, int beats) {
    return IntStream.range(0, beats).filter(split::tested).toArray();
  }

  @Test
  void aFifthIsTestedOnAndTheRestTrainedOn() {
    RandomSplit split = RandomSplit.of(1003, 1);

    assertThat(tested(split, 1003)).hasSize(200);
    assertThat(split.testedCount()).isEqualTo(200);
  }

  @Test
  void testedBeatsComeFromEverywhere() {
    RandomSplit split = RandomSplit.of(10_000, 7);

    for (int from = 0; from < 10_000; from += 1000) {
      long some = IntStream.range(from, from + 1000).filter(split::tested).count();
      assertThat(some).isBetween(140L, 260L);
    }
  }

  @Test
  void theSameSeedGivesTheSameSplitAndAnotherSeedAnother() {
    assertThat(tested(RandomSplit.of(500, 3), 500)).isEqualTo(tested(RandomSplit.of(500, 3), 500));
    assertThat(tested(RandomSplit.of(500, 4), 500))
        .isNotEqualTo(tested(RandomSplit.of(500, 3), 500));
  }
}
