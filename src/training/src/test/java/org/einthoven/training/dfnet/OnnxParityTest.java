package org.einthoven.training.dfnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatInputs;
import org.einthoven.ecg.beat.MedianBeat;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.beat.PreparedRecording;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.inference.AbnormalityProbabilities;
import org.einthoven.inference.BeatScore;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.DfnetScores;
import org.einthoven.inference.InfarctionProbability;
import org.einthoven.inference.ModelManifest;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.evaluation.Discrimination;
import org.einthoven.training.network.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network in libtorch and the same network in ONNX Runtime give the same numbers. */
class OnnxParityTest {

  private static final double TOLERANCE = 1e-4;

  @TempDir private Path models;

  /** A network whose every number is random, running statistics and offsets among them. */
  private static Weights randomWeights() {
    Weights trained =
        new DfnetTrainer(new DfnetSettings(1, 64, 32, 8, 1e-3, 0, 0.1, 0, 0.9), line -> {})
            .train(SyntheticSets.beats(96, 1), SyntheticSets.records(16, 2), 3);
    SplittableRandom random = new SplittableRandom(11);
    Map<String, Weights.Array> arrays = new LinkedHashMap<>();
    trained
        .arrays()
        .forEach(
            (name, array) -> {
              float[] values = array.values().clone();
              for (int i = 0; i < values.length; i++) {
                values[i] += (float) (0.4 * (random.nextDouble() - 0.3));
                if (name.endsWith(".variance")) {
                  values[i] = Math.abs(values[i]) + 0.2f;
                }
              }
              arrays.put(name, new Weights.Array(array.shape(), array.trained(), values));
            });
    return new Weights(arrays);
  }

  @Test
  void libtorchAndOnnxRuntimeAgree() throws IOException {
    Weights weights = randomWeights();
    DfnetRelease release = new DfnetRelease(models, "0.0.1");
    release.write(
        weights, 0.4, labels(), new ModelManifest.Training(List.of(), 3, null), null, List.of());
    BeatSet beats = SyntheticSets.beats(65, 7);
    MedianBeatSet records = SyntheticSets.records(5, 8);
    DfnetPredictor libtorch = new DfnetPredictor(weights);
    float[][] logits = libtorch.beatLogits(beats);
    DfnetPredictor.MedianBeatScores expected = libtorch.medianBeats(records);

    try (DfnetModel onnx = DfnetModel.load(release.folder())) {
      List<BeatScore> scores =
          ready(onnx.score(List.of(recording(beats, records, 0))).get(0).beats());
      for (int i = 0; i < beats.size(); i++) {
        for (BeatClass beatClass : BeatClass.values()) {
          assertThat(scores.get(i).probability(beatClass))
              .isCloseTo(DfnetPredictor.probability(logits[i], beatClass), within(TOLERANCE));
        }
      }
      List<PreparedRecording> recordings = new ArrayList<>();
      for (int i = 0; i < records.size(); i++) {
        recordings.add(recording(beats, records, i));
      }
      List<DfnetScores> all = onnx.score(recordings);
      for (int i = 0; i < records.size(); i++) {
        InfarctionProbability found = ready(all.get(i).infarction());
        assertThat(found.probability()).isCloseTo(expected.infarction()[i], within(TOLERANCE));
        List<AbnormalityProbabilities.Score> others = ready(all.get(i).abnormalities()).scores();
        for (AbnormalityLabel label : AbnormalityLabel.values()) {
          AbnormalityProbabilities.Score score = others.get(label.column());
          assertThat(score.label().label()).isEqualTo(label.name());
          assertThat(score.probability())
              .isCloseTo(expected.abnormalities()[label.column()][i], within(TOLERANCE));
        }
      }
    }
  }

  private static List<ModelManifest.Abnormality> labels() {
    Discrimination judged =
        new Discrimination(new double[] {0.2, 0.7}, new boolean[] {false, true});
    return Arrays.stream(AbnormalityLabel.values())
        .map(label -> AbnormalityChoice.of(label, judged).manifest())
        .toList();
  }

  private static <T> T ready(Prepared<T> prepared) {
    assertThat(prepared).isInstanceOf(Prepared.Ready.class);
    return ((Prepared.Ready<T>) prepared).input();
  }

  private static PreparedRecording recording(BeatSet beats, MedianBeatSet records, int record) {
    int[] rPeaks = new int[beats.size()];
    Arrays.setAll(rPeaks, i -> i);
    return new PreparedRecording(
        new Prepared.Ready<>(
            new BeatInputs(
                List.of(Lead.II, Lead.V1),
                rPeaks,
                500,
                join(beats.windows()),
                join(beats.features()))),
        new Prepared.Ready<>(new MedianBeat(records.records().get(record).millivolts(), 10)));
  }

  private static float[] join(float[][] rows) {
    float[] all = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, all, i * rows[0].length, rows[0].length);
    }
    return all;
  }
}
