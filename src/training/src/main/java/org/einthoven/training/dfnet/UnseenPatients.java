package org.einthoven.training.dfnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.evaluation.BeatConfusion;
import org.einthoven.training.network.Weights;
import org.einthoven.training.onnx.OnnxPrecision;
import org.einthoven.training.run.TrainingRun;

/**
 * The networks that {@link TrainAblations} kept of the variant that ships, each judged with rounded
 * weights on the part of DS1 that it was not shown.
 */
final class UnseenPatients {

  private static final String ROW = "gated";

  private final Path folder;

  UnseenPatients(Path folder) {
    this.folder = folder;
  }

  /**
   * Macro-F1 of each seed whose networks are all there, without logit offsets.
   *
   * @param precision in which weights are kept; not {@link OnnxPrecision#FP16}
   * @throws IOException where there is no such seed
   */
  List<Double> macroF1(BeatSet beats, OnnxPrecision precision) throws IOException {
    List<Double> found = new ArrayList<>();
    for (int seed = 1; Files.exists(file(seed, MitBih.DS1_PARTS.size())); seed++) {
      BeatConfusion confusion = new BeatConfusion();
      for (int part = 1; part <= MitBih.DS1_PARTS.size(); part++) {
        Set<Integer> left = MitBih.DS1_PARTS.get(part - 1);
        BeatSet some =
            beats.select(
                IntStream.range(0, beats.size())
                    .filter(i -> left.contains(beats.records()[i]))
                    .toArray());
        float[][] logits =
            new DfnetPredictor(rounded(TrainingRun.kept(file(seed, part)), precision))
                .beatLogits(some);
        double[] noOffsets = new double[logits[0].length];
        for (int i = 0; i < logits.length; i++) {
          confusion.add(some.classes()[i], DfnetPredictor.best(logits[i], noOffsets));
        }
      }
      found.add(confusion.macroF1());
    }
    if (found.isEmpty()) {
      throw new IOException(
          "no finished networks of the row "
              + ROW
              + " are in "
              + folder
              + "; make them with `train ablations --rows "
              + ROW
              + "`");
    }
    return found;
  }

  private Path file(int seed, int part) {
    return folder.resolve(ROW + "-" + seed + "-" + part + ".weights");
  }

  /** Weights of convolutions and dense layers as they are after having been kept in a precision. */
  static Weights rounded(Weights weights, OnnxPrecision precision) {
    Map<String, Weights.Array> arrays = new LinkedHashMap<>();
    weights
        .arrays()
        .forEach(
            (name, array) -> {
              long[] shape = array.shape();
              boolean kept = shape.length > 1 || precision == OnnxPrecision.FP16_WEIGHTS;
              int channels = shape.length > 1 ? Math.toIntExact(shape[0]) : 1;
              arrays.put(
                  name,
                  kept
                      ? new Weights.Array(
                          shape, array.trained(), precision.kept(array.values(), channels))
                      : array);
            });
    return new Weights(arrays);
  }
}
