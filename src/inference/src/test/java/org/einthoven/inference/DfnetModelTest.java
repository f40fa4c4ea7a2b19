package org.einthoven.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.einthoven.ecg.beat.BeatInputs;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.MedianBeat;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.beat.PreparedRecording;
import org.einthoven.ecg.recording.Lead;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged model at work. */
class DfnetModelTest {

  private static DfnetModel model;

  @BeforeAll
  static void load() {
    model = DfnetModel.loadPackaged();
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static PreparedRecording recording(int beats, boolean twelveLeads, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] rPeaks = new int[beats];
    Arrays.setAll(rPeaks, i -> 100 + 400 * i);
    Prepared<BeatInputs> prepared =
        new Prepared.Ready<>(
            new BeatInputs(
                List.of(Lead.II, Lead.V1),
                rPeaks,
                500,
                values(random, beats * BeatPreparation.CHANNELS * BeatPreparation.WINDOW_SAMPLES),
                values(random, beats * BeatPreparation.FEATURES)));
    Prepared<MedianBeat> median =
        twelveLeads
            ? new Prepared.Ready<>(new MedianBeat(values(random, 12 * 90), beats))
            : new Prepared.NotPossible<>("lead V1 is not there");
    return new PreparedRecording(prepared, median);
  }

  private static float[] values(SplittableRandom random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (random.nextDouble() - 0.5);
    }
    return values;
  }

  private static List<BeatScore> beats(DfnetScores scores) {
    assertThat(scores.beats()).isInstanceOf(Prepared.Ready.class);
    return ((Prepared.Ready<List<BeatScore>>) scores.beats()).input();
  }

  private static InfarctionProbability infarction(DfnetScores scores) {
    assertThat(scores.infarction()).isInstanceOf(Prepared.Ready.class);
    return ((Prepared.Ready<InfarctionProbability>) scores.infarction()).input();
  }

  @Test
  void itSaysExactlyWhichModelItIs() {
    ModelIdentity identity = model.identity();

    assertThat(identity.id()).isEqualTo("dfnet");
    assertThat(identity.version()).isEqualTo(model.manifest().version());
    assertThat(identity.weightsSha256()).isEqualTo(model.manifest().files().get("model.onnx"));
    assertThat(
            BeatPreparation.features(
                identity.preprocessingVersion(), identity.preprocessingSha256()))
        .isPresent();
    assertThat(model.manifest().parameters()).isLessThan(100_000);
  }

  @Test
  void everyBeatGetsProbabilitiesThatSumToOneAndAGateWeight() {
    List<BeatScore> scores = beats(model.score(recording(7, true, 1)));

    assertThat(scores).hasSize(7);
    assertThat(scores.get(2).rPeak()).isEqualTo(900);
    assertThat(scores.get(2).seconds()).isEqualTo(1.8);
    for (BeatScore score : scores) {
      double sum = 0;
      for (float probability : score.probabilities()) {
        sum += probability;
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
      assertThat(score.sharedShare()).isBetween(0.0, 1.0);
      assertThat(score.probability(score.best())).isGreaterThanOrEqualTo(0.2);
    }
  }

  @Test
  void aModelOfTheEarlierPreparationReadsTheBeginningOfEachRow() {
    ModelFolder folder = ModelLibrary.packaged().version(DfnetModel.ID, "0.2.0");
    try (DfnetModel earlier = DfnetModel.load(folder, ExecutionProvider.CPU)) {
      assertThat(earlier.identity().preprocessingVersion()).isEqualTo("2");
      PreparedRecording seven = recording(7, true, 1);
      PreparedRecording three = recording(3, true, 2);

      List<DfnetScores> together = earlier.score(List.of(seven, three));

      assertThat(beats(together.get(0))).hasSize(7);
      assertThat(beats(together.get(1)).get(2).probabilities())
          .containsExactly(beats(earlier.score(three)).get(2).probabilities(), within(1e-5f));
      assertThat(beats(earlier.score(withOtherLastFeatures(three))).get(2).probabilities())
          .as("what preparation 3 added is not read")
          .containsExactly(beats(earlier.score(three)).get(2).probabilities(), within(1e-6f));
    }
  }

  @Test
  void theInfarctionScoreCarriesTheManifestsThreshold() {
    InfarctionProbability infarction = infarction(model.score(recording(5, true, 2)));

    assertThat(infarction.probability()).isBetween(0.0, 1.0);
    assertThat(infarction.threshold()).isEqualTo(model.manifest().infarction().threshold());
    assertThat(infarction.sharedShare()).isBetween(0.0, 1.0);
  }

  @Test
  void whatWasNotPossibleStaysNotAssessedWithItsReason() {
    DfnetScores scores =
        model.score(
            new PreparedRecording(
                new Prepared.NotPossible<>("too few beats"),
                new Prepared.NotPossible<>("lead V1 is not there")));

    assertThat(scores.beats()).isEqualTo(new Prepared.NotPossible<>("too few beats"));
    assertThat(scores.infarction()).isEqualTo(new Prepared.NotPossible<>("lead V1 is not there"));
  }

  @Test
  void aModelWithoutAnAbnormalityHeadSaysSo() {
    assumeTrue(model.manifest().abnormalities() == null, "the packaged model has the head");

    assertThat(model.score(recording(5, true, 2)).abnormalities())
        .isEqualTo(
            new Prepared.NotPossible<>(
                "the model " + model.identity().name() + " has no such head"));
  }

  @Test
  void recordingsScoredTogetherScoreAsTheyDoAlone() {
    List<PreparedRecording> recordings = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      recordings.add(recording(3 + i % 30, i % 3 != 0, i));
    }

    List<DfnetScores> together = model.score(recordings);

    assertThat(together).hasSize(64);
    for (int i = 0; i < 64; i++) {
      DfnetScores alone = model.score(recordings.get(i));
      same(together.get(i), alone);
    }
  }

  private static void same(DfnetScores one, DfnetScores other) {
    assertThat(beats(one)).hasSameSizeAs(beats(other));
    for (int beat = 0; beat < beats(one).size(); beat++) {
      assertThat(beats(one).get(beat).probabilities())
          .containsExactly(beats(other).get(beat).probabilities(), within(1e-5f));
    }
    assertThat(one.infarction().getClass()).isEqualTo(other.infarction().getClass());
    if (one.infarction() instanceof Prepared.Ready) {
      assertThat(infarction(one).probability())
          .isCloseTo(infarction(other).probability(), within(1e-5));
    }
  }

  @Test
  void moreBeatsThanFitIntoOneRunAreAllScored() {
    PreparedRecording day = recording(3000, true, 9);

    List<BeatScore> scores = beats(model.score(day));

    assertThat(scores).hasSize(3000);
    BeatInputs inputs = ((Prepared.Ready<BeatInputs>) day.beats()).input();
    int row = BeatPreparation.CHANNELS * BeatPreparation.WINDOW_SAMPLES;
    int columns = BeatPreparation.FEATURES;
    BeatInputs last =
        new BeatInputs(
            inputs.leads(),
            new int[] {inputs.rPeaks()[2999]},
            500,
            Arrays.copyOfRange(inputs.windows(), 2999 * row, 3000 * row),
            Arrays.copyOfRange(inputs.features(), 2999 * columns, 3000 * columns));
    BeatScore alone =
        beats(model.score(new PreparedRecording(new Prepared.Ready<>(last), day.medianBeat())))
            .get(0);
    assertThat(scores.get(2999).probabilities())
        .containsExactly(alone.probabilities(), within(1e-5f));
  }

  @Test
  void severalThreadsMayUseOneModel() throws Exception {
    PreparedRecording shared = recording(20, true, 4);
    DfnetScores expected = model.score(shared);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<DfnetScores>> calls = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        calls.add(() -> model.score(shared));
      }
      for (Future<DfnetScores> answer : threads.invokeAll(calls)) {
        same(answer.get(), expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aDemandedGpuThatIsNotThereRefusesTheModel() {
    ModelFolder folder = ModelLibrary.packaged().current(DfnetModel.ID);

    assertThatThrownBy(() -> DfnetModel.load(folder, ExecutionProvider.CUDA).close())
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("CUDA");
  }

  @Test
  void withoutAGpuAWishForOneFallsBackToTheProcessor() {
    ModelFolder folder = ModelLibrary.packaged().current(DfnetModel.ID);

    try (DfnetModel fallenBack = DfnetModel.load(folder, ExecutionProvider.CUDA_IF_PRESENT)) {
      same(fallenBack.score(recording(5, true, 3)), model.score(recording(5, true, 3)));
    }
  }

  private static PreparedRecording withOtherLastFeatures(PreparedRecording recording) {
    BeatInputs inputs = ((Prepared.Ready<BeatInputs>) recording.beats()).input();
    float[] features = inputs.features().clone();
    for (int row = 1; row <= inputs.count(); row++) {
      Arrays.fill(
          features, row * BeatPreparation.FEATURES - 10, row * BeatPreparation.FEATURES, 1.5f);
    }
    BeatInputs other =
        new BeatInputs(
            inputs.leads(), inputs.rPeaks(), inputs.samplesPerSecond(), inputs.windows(), features);
    return new PreparedRecording(new Prepared.Ready<>(other), recording.medianBeat());
  }
}
