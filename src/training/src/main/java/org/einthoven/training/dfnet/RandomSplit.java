package org.einthoven.training.dfnet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.evaluation.BeatConfusion;
import org.einthoven.training.evaluation.BeatReport;
import org.einthoven.training.evaluation.Discrimination;
import org.einthoven.training.network.Weights;

/**
 * The paper's protocol: beats of all records split at random, four fifths to train on, so that the
 * same patients stand on both sides. Its network learns beats alone and does not ship.
 */
final class RandomSplit {

  private final long seed;

  RandomSplit(long seed) {
    this.seed = seed;
  }

  /** Gives a network, trained or kept from before. */
  @FunctionalInterface
  interface Source {
    Weights weights(Supplier<Weights> training) throws IOException;
  }

  BeatReport report(BeatSet all, Source source, Consumer<String> progress) throws IOException {
    int[] places = IntStream.range(0, all.size()).toArray();
    BeatSampling.shuffle(places, new SplittableRandom(seed));
    int tested = all.size() / 5;
    BeatSet test = all.select(Arrays.copyOfRange(places, 0, tested));
    BeatSet train = all.select(Arrays.copyOfRange(places, tested, places.length));
    DfnetTrainer trainer = new DfnetTrainer(DfnetSettings.RANDOM_SPLIT, progress);
    MedianBeatSet none = new MedianBeatSet(List.of());
    Weights weights = source.weights(() -> trainer.train(train, none, seed));
    float[][] logits = new DfnetPredictor(weights).beatLogits(test);
    Map<Integer, BeatConfusion> records = new TreeMap<>();
    double[] confidences = new double[tested];
    boolean[] right = new boolean[tested];
    double[] noOffsets = new double[logits[0].length];
    for (int i = 0; i < tested; i++) {
      var found = DfnetPredictor.best(logits[i], noOffsets);
      records
          .computeIfAbsent(test.records()[i], record -> new BeatConfusion())
          .add(test.classes()[i], found);
      confidences[i] = DfnetPredictor.probability(logits[i], found);
      right[i] = test.classes()[i] == found;
    }
    List<BeatReport.OfRecord> reports = new ArrayList<>();
    records.forEach((record, confusion) -> reports.add(new BeatReport.OfRecord(record, confusion)));
    return new BeatReport(
        "random",
        "dfnet, trained for the random split",
        reports,
        0,
        new Discrimination(confidences, right).calibrationError(),
        Double.NaN);
  }
}
