package org.einthoven.training.dfnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.evaluation.Discrimination;
import org.einthoven.training.network.TorchGraph;
import org.einthoven.training.network.Weights;
import org.einthoven.training.run.EpochLog;
import org.einthoven.training.run.EpochState;
import org.junit.jupiter.api.Test;

class DfnetTrainerTest {

  private static final DfnetSettings SMALL =
      new DfnetSettings(6, 200, 32, 16, 4e-3, 1e-2, 0.1, 0.1, 0.9);

  private static Weights train(long seed, List<String> told) {
    return new DfnetTrainer(SMALL, told::add)
        .train(SyntheticSets.beats(300, 1), SyntheticSets.records(64, 2), seed);
  }

  @Test
  void itLearnsBothTasksAtOnce() {
    List<String> told = new ArrayList<>();

    DfnetPredictor predictor = new DfnetPredictor(train(1, told));

    BeatSet beats = SyntheticSets.beats(90, 3);
    float[][] logits = predictor.beatLogits(beats);
    int right = 0;
    for (int i = 0; i < beats.size(); i++) {
      right += DfnetPredictor.best(logits[i], new double[5]) == beats.classes()[i] ? 1 : 0;
    }
    assertThat(right).isGreaterThan(80);
    MedianBeatSet records = SyntheticSets.records(40, 4);
    DfnetPredictor.MedianBeatScores scores = predictor.medianBeats(records);
    assertThat(new Discrimination(scores.infarction(), records.labels()).auc()).isGreaterThan(0.95);
    double[] normal = scores.abnormalities()[AbnormalityLabel.NORM.column()];
    assertThat(new Discrimination(normal, AbnormalityLabel.NORM.in(records)).auc())
        .isGreaterThan(0.95);
    assertThat(told).hasSize(6);
    assertThat(told.get(5)).matches("epoch 6/6: beat loss [0-9.]+, median beat loss [0-9.]+");
  }

  @Test
  void whatAnEpochDrawsDependsOnSeedEpochAndTaskAlone() throws IOException {
    List<Long> drawn = new ArrayList<>();
    Task beats = new BeatTask(SyntheticSets.beats(300, 1), SMALL);
    Task noting = new Noting(beats, drawn);
    DfnetTrainer trainer = new DfnetTrainer(SMALL, line -> {});

    EpochLog nothing = EpochLog.keepingNothing(6, line -> {});
    trainer.train(List.of(noting), 1, nothing);
    trainer.train(
        List.of(noting, new MedianBeatTask(SyntheticSets.records(64, 2), SMALL)), 1, nothing);

    assertThat(drawn).hasSize(12);
    assertThat(drawn.subList(0, 6)).doesNotHaveDuplicates().isEqualTo(drawn.subList(6, 12));
  }

  @Test
  void aTrainingThatWasBrokenOffGivesTheSameNetworkBitForBit() throws IOException {
    List<Task> tasks =
        List.of(
            new BeatTask(SyntheticSets.beats(300, 1), SMALL),
            new MedianBeatTask(SyntheticSets.records(64, 2), SMALL));
    DfnetTrainer trainer = new DfnetTrainer(SMALL, line -> {});
    Weights unbroken = trainer.train(tasks, 5, EpochLog.keepingNothing(6, line -> {}));

    Remembering log = new Remembering(3);
    assertThatThrownBy(() -> trainer.train(tasks, 5, log)).hasMessage("broken off");
    assertThat(log.kept.epoch()).isEqualTo(3);
    Weights resumed = trainer.train(tasks, 5, log);

    assertThat(resumed.arrays().keySet()).isEqualTo(unbroken.arrays().keySet());
    unbroken
        .arrays()
        .forEach((name, array) -> assertThat(resumed.values(name)).isEqualTo(array.values()));
  }

  /** Keeps the last epoch and breaks off once. */
  private static final class Remembering implements EpochLog {
    private final int breaksAfter;
    private EpochState kept;

    Remembering(int breaksAfter) {
      this.breaksAfter = breaksAfter;
    }

    @Override
    public Optional<EpochState> last() {
      return Optional.ofNullable(kept);
    }

    @Override
    public void done(EpochState state) throws IOException {
      boolean breaks = kept == null || kept.epoch() < breaksAfter;
      kept = state;
      if (breaks && state.epoch() == breaksAfter) {
        throw new IOException("broken off");
      }
    }
  }

  /** Notes the first number that each epoch draws. */
  private record Noting(Task task, List<Long> drawn) implements Task {
    @Override
    public String name() {
      return task.name();
    }

    @Override
    public int stepsOfEpoch() {
      return task.stepsOfEpoch();
    }

    @Override
    public void prepare(TorchGraph graph) {
      task.prepare(graph);
    }

    @Override
    public Batches epoch(SplittableRandom random) {
      drawn.add(random.nextLong());
      return task.epoch(random);
    }
  }

  @Test
  void theSameSeedGivesTheSameNetworkAndAnotherSeedAnother() {
    Weights one = train(5, new ArrayList<>());
    Weights again = train(5, new ArrayList<>());
    Weights other = train(6, new ArrayList<>());

    assertThat(again.values("beat.out.weight")).isEqualTo(one.values("beat.out.weight"));
    assertThat(other.values("beat.out.weight")).isNotEqualTo(one.values("beat.out.weight"));
  }

  @Test
  void whatOnlyHelpsToLearnDoesNotShip() {
    assertThat(train(1, new ArrayList<>()).arrays().keySet())
        .noneMatch(name -> name.startsWith("auxiliary"));
  }

  @Test
  void theHeadsForMedianBeatsKeepToTheirBudget() {
    int own =
        train(1, new ArrayList<>()).arrays().entrySet().stream()
            .filter(array -> array.getValue().trained())
            .filter(
                array ->
                    array.getKey().matches("(twelve|infarction|abnormality)\\..*|.*\\.twelve\\..*"))
            .mapToInt(array -> array.getValue().values().length)
            .sum();

    assertThat(own).isLessThanOrEqualTo(24_000);
  }

  @Test
  void theNetworkIsSmall() {
    assertThat(train(1, new ArrayList<>()).parameters()).isBetween(10_000, 50_000);
  }
}
