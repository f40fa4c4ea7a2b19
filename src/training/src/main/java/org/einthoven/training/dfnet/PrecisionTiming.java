package org.einthoven.training.dfnet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.einthoven.ecg.beat.BeatInputs;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.beat.PreparedRecording;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.inference.DfnetModel;
import org.einthoven.training.onnx.OnnxPrecision;

/** How long exports take for a beat; they take turns, so that a busy machine is unfair to none. */
final class PrecisionTiming {

  private static final int BATCH = 64;
  private static final int WARM_UP = 50;
  private static final int ROUNDS = 300;

  private final Map<OnnxPrecision, DfnetModel> models;

  PrecisionTiming(Map<OnnxPrecision, DfnetModel> models) {
    this.models = models;
  }

  /** The median over many batches, divided by the batch. */
  Map<OnnxPrecision, Double> microsecondsPerBeat() {
    PreparedRecording batch = batch();
    Map<OnnxPrecision, List<Double>> taken = new LinkedHashMap<>();
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      for (Map.Entry<OnnxPrecision, DfnetModel> one : models.entrySet()) {
        long started = System.nanoTime();
        one.getValue().score(batch);
        double microseconds = (System.nanoTime() - started) / 1e3;
        if (round >= WARM_UP) {
          taken.computeIfAbsent(one.getKey(), key -> new ArrayList<>()).add(microseconds);
        }
      }
    }
    Map<OnnxPrecision, Double> medians = new LinkedHashMap<>();
    taken.forEach(
        (precision, times) ->
            medians.put(precision, times.stream().sorted().toList().get(ROUNDS / 2) / BATCH));
    return medians;
  }

  private static PreparedRecording batch() {
    SyntheticBeats synthetic = new SyntheticBeats(1);
    BeatInputs beats =
        new BeatInputs(
            List.of(Lead.MODIFIED_LIMB, Lead.V1),
            IntStream.range(0, BATCH).map(beat -> 300 * (beat + 1)).toArray(),
            360,
            synthetic.windows(BATCH),
            synthetic.features(BATCH));
    assert beats.features().length == BATCH * BeatPreparation.FEATURES;
    return new PreparedRecording(
        new Prepared.Ready<>(beats), new Prepared.NotPossible<>("only beats are measured"));
  }
}
