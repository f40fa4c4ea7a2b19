package org.einthoven.training.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.training.evaluation.EvaluationResult;
import org.einthoven.training.run.EpochLog;
import org.einthoven.training.run.EpochState;
import org.einthoven.training.run.RunIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaperProtocolTest {

  private static final PaperSettings SMALL =
      new PaperSettings(
          16, 8, 8, 4e-3, 0.02, 0.05, 0.03, 0.5, 0.03, 0.15, 0.5, 0.1, 0.9, true, true);

  private static final RunIdentity DATA = new RunIdentity(Map.of("data", "synthetic"));

  @TempDir private Path folder;

  private final List<String> told = new ArrayList<>();

  private PaperProtocol protocol(Ablation ablation) {
    return new PaperProtocol(SMALL, ablation, folder, true, told::add);
  }

  private float[] train(List<RecordBeats> records, RandomSplit split, long seed)
      throws IOException {
    EpochLog log = EpochLog.keepingNothing(SMALL.epochs(), told::add);
    return new PaperTrainer(SMALL).train(records, split, seed, log).values("paper.out.weight");
  }

  @Test
  void theNetworkLearnsWhatCanBeLearnedAndIsJudgedOnTheFifth() throws IOException {
    List<RecordBeats> records = SyntheticRecords.of(4, 150, 1);

    PaperReport report = protocol(Ablation.NONE).run(records, DATA, 1, 1);

    assertThat(report.medianAccuracy()).isGreaterThan(0.95);
    assertThat(report.parameters()).isBetween(20_000, 50_000);
    assertThat(report.middle().beats().gross().total()).isEqualTo(120);
    assertThat(report.middle().beats().records()).hasSize(4);
  }

  @Test
  void withoutRhythmTheClassThatOnlyRhythmShowsIsLost() throws IOException {
    List<RecordBeats> records = SyntheticRecords.of(4, 150, 1);

    PaperReport report = protocol(Ablation.RHYTHM).run(records, DATA, 1, 1);

    var gross = report.middle().beats().gross();
    assertThat(gross.sensitivity(BeatClass.V)).isGreaterThan(0.9);
    assertThat(gross.f1(BeatClass.S)).isLessThan(0.8);
  }

  @Test
  void aSeedGivesTheSameNetworkAgain() throws IOException {
    List<RecordBeats> records = SyntheticRecords.of(2, 60, 1);
    RandomSplit split = RandomSplit.of(120, 5);

    float[] once = train(records, split, 5);
    float[] again = train(records, split, 5);
    float[] other = train(records, split, 6);

    assertThat(again).isEqualTo(once);
    assertThat(other).isNotEqualTo(once);
  }

  @Test
  void classesOfBeatsThatAreTestedOnAreNotLookedAt() throws IOException {
    List<RecordBeats> records = SyntheticRecords.of(2, 60, 1);
    RandomSplit split = RandomSplit.of(120, 5);
    List<RecordBeats> mislabelled = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      BeatClass[] classes = records.get(i).classes().clone();
      for (int beat = 0; beat < classes.length; beat++) {
        if (split.tested(60 * i + beat)) {
          classes[beat] = BeatClass.Q;
        }
      }
      RecordBeats record = records.get(i);
      mislabelled.add(
          new RecordBeats(record.record(), record.windows(), record.features(), classes));
    }

    assertThat(train(mislabelled, split, 5)).isEqualTo(train(records, split, 5));
  }

  @Test
  void aTrainingThatWasBrokenOffGoesOnToTheSameNetwork() throws IOException {
    List<RecordBeats> records = SyntheticRecords.of(2, 60, 1);
    RandomSplit split = RandomSplit.of(120, 5);
    List<EpochState> kept = new ArrayList<>();
    EpochLog keeping =
        new EpochLog() {
          @Override
          public Optional<EpochState> last() {
            return kept.isEmpty() ? Optional.empty() : Optional.of(kept.get(5));
          }

          @Override
          public void done(EpochState state) {
            kept.add(state);
          }
        };
    float[] once = train(records, split, 5);
    new PaperTrainer(SMALL).train(records, split, 5, keeping);

    float[] resumed =
        new PaperTrainer(SMALL).train(records, split, 5, keeping).values("paper.out.weight");

    assertThat(kept).hasSize(16 + 10);
    assertThat(resumed).isEqualTo(once);
  }

  @Test
  void aFinishedSeedIsNotTrainedAgain() throws IOException {
    List<RecordBeats> records = SyntheticRecords.of(2, 60, 1);
    PaperReport first = protocol(Ablation.NONE).run(records, DATA, 1, 1);
    told.clear();

    PaperReport both = protocol(Ablation.NONE).run(records, DATA, 1, 2);

    assertThat(told).filteredOn(line -> line.startsWith("seed1: epoch")).isEmpty();
    assertThat(told).filteredOn(line -> line.startsWith("seed2: epoch")).hasSize(16);
    assertThat(both.seeds().get(0).accuracy()).isEqualTo(first.seeds().get(0).accuracy());
  }

  @Test
  void theJsonHasEachSeedTheMedianAndTheConfusion() throws IOException {
    PaperReport report = protocol(Ablation.NONE).run(SyntheticRecords.of(3, 60, 1), DATA, 1, 3);

    EvaluationResult result = PaperReportText.result(report);
    JsonNode json = new ObjectMapper().valueToTree(result.fields());

    assertThat(result.name()).isEqualTo("paper-protocol");
    assertThat(json.get("protocol").asText()).isEqualTo("random");
    assertThat(json.get("seeds")).hasSize(3);
    assertThat(json.get("accuracy").asDouble()).isEqualTo(report.medianAccuracy(), within(1e-6));
    int beats = 0;
    for (JsonNode row : json.get("confusion")) {
      for (JsonNode count : row) {
        beats += count.asInt();
      }
    }
    assertThat(beats).isEqualTo(36);
  }
}
