package org.einthoven.training.dfnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.einthoven.training.network.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {

  @TempDir private Path folder;

  private static Weights weights(float value) {
    return new Weights(
        Map.of("a.weight", new Weights.Array(new long[] {1, 2}, true, new float[] {value, 2})));
  }

  @Test
  void aResumedTrainingKeepsTheNetworksThatWereFinished() throws IOException {
    new Checkpoints(folder, false).finishedOr("part1", () -> weights(1));

    Weights resumed = new Checkpoints(folder, true).finishedOr("part1", () -> weights(9));
    Weights next = new Checkpoints(folder, true).finishedOr("part2", () -> weights(7));

    assertThat(resumed.values("a.weight")).containsExactly(1, 2);
    assertThat(resumed.parameters()).isEqualTo(2);
    assertThat(next.values("a.weight")).containsExactly(7, 2);
  }

  @Test
  void aNewTrainingTakesNothingFromAnOlderOne() throws IOException {
    new Checkpoints(folder, false).finishedOr("part1", () -> weights(1));

    Weights anew = new Checkpoints(folder, false).finishedOr("part1", () -> weights(9));

    assertThat(anew.values("a.weight")).containsExactly(9, 2);
  }

  @Test
  void theLearningCurveIsKeptAcrossAResumption() throws IOException {
    new Checkpoints(folder, false).note("part1: epoch 1");
    new Checkpoints(folder, true).note("part1: epoch 2");

    assertThat(java.nio.file.Files.readAllLines(folder.resolve("learning-curve.txt")))
        .isEqualTo(List.of("part1: epoch 1", "part1: epoch 2"));
  }
}
