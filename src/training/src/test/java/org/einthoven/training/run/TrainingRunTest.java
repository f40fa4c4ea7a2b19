package org.einthoven.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.einthoven.training.network.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {

  private static final RunIdentity IDENTITY =
      new RunIdentity(Map.of()).with("learningRate", 0.004).with("MIT-BIH", "abc");
  private static final RunIdentity OWN = new RunIdentity(Map.of()).with("seed", 1);

  @TempDir private Path folder;

  private final List<String> told = new ArrayList<>();
  private Instant now = Instant.EPOCH;

  private TrainingRun run(boolean resume, RunIdentity identity) throws IOException {
    return new TrainingRun(
        folder, identity, resume, new RunProgress(() -> now, 6, told::add), this::clock);
  }

  /** The processor is busy half of the time. */
  private TrainingTime clock() {
    double seconds = now.getEpochSecond();
    return new TrainingTime(seconds / 2, seconds);
  }

  private static Weights weights(float value) {
    return new Weights(
        Map.of("a.weight", new Weights.Array(new long[] {1, 2}, true, new float[] {value, 2})));
  }

  private static EpochState state(int epoch) {
    List<EpochLoss> losses = new ArrayList<>();
    for (int i = 1; i <= epoch; i++) {
      losses.add(new EpochLoss(i, Map.of("beat", 1.0 / i)));
    }
    return new EpochState(
        epoch, weights(epoch), List.of(new float[] {7}), new float[] {3}, new byte[] {4}, losses);
  }

  /** Three epochs of ten seconds, or fewer where an earlier run did some. */
  private Weights train(EpochLog log, int breaksAfter) throws IOException {
    int first = log.last().map(EpochState::epoch).orElse(0) + 1;
    for (int epoch = first; epoch <= 3; epoch++) {
      now = now.plusSeconds(10);
      log.done(state(epoch));
      if (epoch == breaksAfter) {
        throw new IOException("broken off");
      }
    }
    return weights(first);
  }

  @Test
  void aFinishedNetworkIsKept() throws IOException {
    run(false, IDENTITY).finishedOr("part1", OWN, 3, log -> weights(1));

    Weights resumed = run(true, IDENTITY).finishedOr("part1", OWN, 3, log -> weights(9));
    Weights next = run(true, IDENTITY).finishedOr("part2", OWN, 3, log -> weights(7));

    assertThat(resumed.values("a.weight")).containsExactly(1, 2);
    assertThat(next.values("a.weight")).containsExactly(7, 2);
  }

  @Test
  void aRunThatIsNotResumedTakesNothingFromAnOlderOne() throws IOException {
    run(false, IDENTITY).finishedOr("part1", OWN, 3, log -> weights(1));

    Weights anew = run(false, IDENTITY).finishedOr("part1", OWN, 3, log -> weights(9));

    assertThat(anew.values("a.weight")).containsExactly(9, 2);
  }

  @Test
  void aTrainingThatWasBrokenOffGoesOnAfterItsLastEpoch() throws IOException {
    assertThatThrownBy(() -> run(false, IDENTITY).finishedOr("part1", OWN, 3, log -> train(log, 2)))
        .hasMessage("broken off");

    Weights weights = run(true, IDENTITY).finishedOr("part1", OWN, 3, log -> train(log, 0));

    assertThat(weights.values("a.weight")[0]).as("the first epoch trained").isEqualTo(3);
    assertThat(told).contains("part1: goes on after epoch 2");
    assertThat(folder.resolve("part1.epoch")).doesNotExist();
  }

  @Test
  void whatAnEpochKeepsComesBackWhole() throws IOException {
    TrainingRun broken = run(false, IDENTITY);
    assertThatThrownBy(() -> broken.finishedOr("part1", OWN, 3, log -> train(log, 2)));

    run(true, IDENTITY)
        .finishedOr(
            "part1",
            OWN,
            3,
            log -> {
              EpochState last = log.last().orElseThrow();
              assertThat(last.epoch()).isEqualTo(2);
              assertThat(last.averages().get(0)).containsExactly(7);
              assertThat(last.uncertainty()).containsExactly(3);
              assertThat(last.optimiser()).containsExactly(4);
              assertThat(last.losses()).isEqualTo(state(2).losses());
              return last.weights();
            });
  }

  @Test
  void theTimeOfEveryNetworkIsSummedOverAllRuns() throws IOException {
    run(false, IDENTITY).finishedOr("part1", OWN, 3, log -> train(log, 0));
    now = now.plusSeconds(500);
    assertThatThrownBy(() -> run(true, IDENTITY).finishedOr("final", OWN, 3, log -> train(log, 1)));
    now = now.plusSeconds(500);

    TrainingRun resumed = run(true, IDENTITY);
    resumed.finishedOr("part1", OWN, 3, log -> train(log, 0));
    resumed.finishedOr("final", OWN, 3, log -> train(log, 0));

    assertThat(resumed.time()).isEqualTo(new TrainingTime(30, 60));
  }

  @Test
  void theTimeOfAnEpochThatWasBrokenOffCountsOnlyAsItWasTrainedAgain() throws IOException {
    assertThatThrownBy(
        () ->
            run(false, IDENTITY)
                .finishedOr(
                    "part1",
                    OWN,
                    3,
                    log -> {
                      now = now.plusSeconds(10);
                      log.done(state(1));
                      now = now.plusSeconds(7);
                      throw new IOException("broken off");
                    }));

    TrainingRun resumed = run(true, IDENTITY);
    resumed.finishedOr("part1", OWN, 3, log -> train(log, 0));

    assertThat(resumed.time()).isEqualTo(new TrainingTime(15, 30));
  }

  @Test
  void aNetworkKeptByAProgramThatDidNotNoteItsTimeIsRefused() throws IOException {
    SealedFile.write(
        folder.resolve("part1.weights"),
        out -> {
          IDENTITY.with("seed", 1).write(out);
          weights(1).write(out);
          EpochLoss.write(List.of(), out);
        });

    assertThatThrownBy(() -> run(true, IDENTITY).finishedOr("part1", OWN, 3, log -> weights(9)))
        .isInstanceOf(CheckpointRefusedException.class)
        .hasMessageContaining("form of checkpoints is none");
  }

  @Test
  void aCheckpointOfOtherSettingsIsRefusedWithTheDifference() throws IOException {
    run(false, IDENTITY).finishedOr("part1", OWN, 3, log -> weights(1));

    RunIdentity other = IDENTITY.with("learningRate", 0.005);

    assertThatThrownBy(() -> run(true, other).finishedOr("part1", OWN, 3, log -> weights(9)))
        .isInstanceOf(CheckpointRefusedException.class)
        .hasMessageContaining("its learningRate is 0.004, that of this run is 0.005");
  }

  @Test
  void anEpochOfOtherDataIsRefusedToo() throws IOException {
    assertThatThrownBy(
        () -> run(false, IDENTITY).finishedOr("part1", OWN, 3, log -> train(log, 1)));

    assertThatThrownBy(
            () ->
                run(true, IDENTITY.with("MIT-BIH", "def"))
                    .finishedOr("part1", OWN, 3, log -> train(log, 0)))
        .isInstanceOf(CheckpointRefusedException.class)
        .hasMessageContaining("MIT-BIH is abc");
  }

  @Test
  void aDamagedCheckpointIsNamedAndNotUsed() throws IOException {
    run(false, IDENTITY).finishedOr("part1", OWN, 3, log -> weights(1));
    Path file = folder.resolve("part1.weights");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2]++;
    Files.write(file, bytes);

    Weights anew = run(true, IDENTITY).finishedOr("part1", OWN, 3, log -> weights(9));

    assertThat(anew.values("a.weight")).containsExactly(9, 2);
    assertThat(told).anyMatch(line -> line.contains("part1.weights is damaged"));
  }

  @Test
  void aDiskThatIsFullDuringACheckpointLeavesTheOneBefore() throws IOException {
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")));
    TrainingRun run = run(false, IDENTITY);
    assertThatThrownBy(
            () ->
                run.finishedOr(
                    "part1",
                    OWN,
                    3,
                    log -> {
                      log.done(state(1));
                      Files.createSymbolicLink(
                          folder.resolve("part1.epoch.begun"), Path.of("/dev/full"));
                      log.done(state(2));
                      return weights(0);
                    }))
        .isInstanceOf(CannotWriteException.class)
        .hasMessageContaining("part1.epoch");

    Weights weights = run(true, IDENTITY).finishedOr("part1", OWN, 3, log -> train(log, 0));

    assertThat(weights.values("a.weight")[0]).as("the first epoch trained").isEqualTo(2);
  }

  @Test
  void progressSaysHowLongTheWholeRunStillTakes() throws IOException {
    TrainingRun run = run(false, IDENTITY);
    run.finishedOr("part1", OWN, 3, log -> train(log, 0));

    assertThat(told)
        .containsExactly(
            "part1: epoch 1/3: beat loss 1.0000, about 50 s left",
            "part1: epoch 2/3: beat loss 0.5000, about 40 s left",
            "part1: epoch 3/3: beat loss 0.3333, about 30 s left");
  }

  @Test
  void theLearningCurveHasEveryNetworkAlsoOneThatWasFinishedBefore() throws IOException {
    run(false, IDENTITY).finishedOr("part1", OWN, 3, log -> train(log, 0));
    run(true, IDENTITY).finishedOr("part2", OWN, 3, log -> train(log, 0));
    TrainingRun resumed = run(true, IDENTITY);
    resumed.finishedOr("part1", OWN, 3, log -> train(log, 0));
    resumed.finishedOr("final", OWN, 3, log -> train(log, 0));

    assertThat(folder.resolve(LearningCurve.CSV))
        .content()
        .startsWith("network,epoch,task,loss\npart1,1,beat,1.0\n")
        .contains("final,3,beat,");
    assertThat(folder.resolve(LearningCurve.SVG))
        .content()
        .startsWith("<svg")
        .contains("beat: mean loss", "<title>final</title>");
    assertThat(folder.resolve(LearningCurve.JSON)).content().contains("\"part1\"", "\"final\"");
  }
}
