package org.einthoven.training.dfnet;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.rhythm.RhythmWindow;
import org.einthoven.inference.BeatScore;
import org.einthoven.inference.BeatsInFibrillation;
import org.einthoven.training.data.BeatRhythms;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.data.RhythmSet;
import org.einthoven.training.evaluation.TemperatureScaling;
import org.einthoven.training.network.Dfnet;
import org.einthoven.training.network.DfnetVariant;
import org.einthoven.training.network.TorchGraph;
import org.einthoven.training.network.Weights;

/** A trained network at work in libtorch. */
@SuppressWarnings("try") // a scope works by being open
public final class DfnetPredictor {

  private static final int ROWS_AT_ONCE = 1024;

  private final TorchGraph graph;

  /** A network with its weights. */
  public DfnetPredictor(Weights weights) {
    this(weights, DfnetVariant.SHIPPED);
  }

  /** A variant with its weights. */
  DfnetPredictor(Weights weights, DfnetVariant variant) {
    graph = new TorchGraph(weights, variant);
  }

  /** The logits of each beat, offsets included. */
  public float[][] beatLogits(BeatSet beats) {
    int classes = BeatClass.values().length;
    float[][] logits = new float[beats.size()][];
    for (int from = 0; from < beats.size(); from += ROWS_AT_ONCE) {
      int[] rows = IntStream.range(from, Math.min(beats.size(), from + ROWS_AT_ONCE)).toArray();
      try (PointerScope scope = new PointerScope();
          NoGradGuard guard = new NoGradGuard()) {
        DfnetBatches.Beats batch = DfnetBatches.plain(beats, rows);
        float[] flat =
            TorchGraph.values(Dfnet.beats(graph, batch.windows(), batch.features()).logits());
        for (int i = 0; i < rows.length; i++) {
          logits[from + i] = Arrays.copyOfRange(flat, i * classes, (i + 1) * classes);
        }
      }
    }
    return logits;
  }

  /**
   * Probabilities of each record.
   *
   * @param infarction of infarction
   * @param abnormalities of each abnormality, [abnormality][record]
   */
  public record MedianBeatScores(double[] infarction, double[][] abnormalities) {}

  /** The probabilities of each record. */
  public MedianBeatScores medianBeats(MedianBeatSet records) {
    int labels = AbnormalityLabel.count();
    double[] infarction = new double[records.size()];
    double[][] abnormalities = new double[labels][records.size()];
    for (int from = 0; from < infarction.length; from += ROWS_AT_ONCE) {
      int to = Math.min(infarction.length, from + ROWS_AT_ONCE);
      List<MedianBeatSet.Entry> some = records.records().subList(from, to);
      try (PointerScope scope = new PointerScope();
          NoGradGuard guard = new NoGradGuard()) {
        Dfnet.MedianBeatHeads<Tensor> heads =
            Dfnet.medianBeats(graph, DfnetBatches.plain(some), records.leads(), labels);
        float[] ofInfarction = TorchGraph.values(torch.sigmoid(heads.infarction().logits()));
        float[] others = TorchGraph.values(torch.sigmoid(heads.abnormalities().logits()));
        for (int i = 0; i < ofInfarction.length; i++) {
          infarction[from + i] = ofInfarction[i];
          for (int label = 0; label < labels; label++) {
            abnormalities[label][from + i] = others[i * labels + label];
          }
        }
      }
    }
    return new MedianBeatScores(infarction, abnormalities);
  }

  /** The probability of atrial fibrillation of each stretch. */
  public double[] fibrillation(RhythmSet set) {
    return fibrillation(
        set.stretches().stream().map(RhythmSet.Entry::beat).toList(),
        set.stretches().stream().map(RhythmSet.Entry::features).toList());
  }

  /** The probability of atrial fibrillation around each beat; 0 where it was not judged. */
  double[] fibrillation(BeatRhythms rhythms) {
    return rhythms.ofBeats(
        fibrillation(
            rhythms.stretches().stream().map(RhythmWindow::beat).toList(),
            rhythms.stretches().stream().map(RhythmWindow::features).toList()));
  }

  private double[] fibrillation(List<float[]> beats, List<float[]> features) {
    double[] probabilities = new double[beats.size()];
    for (int from = 0; from < probabilities.length; from += ROWS_AT_ONCE) {
      int to = Math.min(probabilities.length, from + ROWS_AT_ONCE);
      try (PointerScope scope = new PointerScope();
          NoGradGuard guard = new NoGradGuard()) {
        FibrillationTask.Rows rows =
            FibrillationTask.rows(beats.subList(from, to), features.subList(from, to));
        Tensor logits = Dfnet.fibrillation(graph, rows.beats(), rows.features()).logits();
        float[] values = TorchGraph.values(torch.sigmoid(logits));
        for (int i = 0; i < values.length; i++) {
          probabilities[from + i] = values[i];
        }
      }
    }
    return probabilities;
  }

  /** The class with the highest logit after an offset of each. */
  public static BeatClass best(float[] logits, double[] offsets) {
    BeatClass best = BeatClass.N;
    double highest = Double.NEGATIVE_INFINITY;
    for (BeatClass beatClass : BeatClass.values()) {
      double value = logits[beatClass.column()] + offsets[beatClass.column()];
      if (value > highest) {
        highest = value;
        best = beatClass;
      }
    }
    return best;
  }

  /**
   * The class that serving finds.
   *
   * @param fibrillation whether it is stated of the beat's stretch
   */
  static BeatClass best(float[] logits, double[] offsets, boolean fibrillation) {
    if (!fibrillation) {
      return best(logits, offsets);
    }
    float[] ofClasses = TemperatureScaling.probabilities(BeatTemperature.plus(logits, offsets), 1);
    return new BeatScore(0, 0, BeatsInFibrillation.probabilities(ofClasses), 0).best();
  }

  /** The softmax probability of a class. */
  static double probability(float[] logits, BeatClass beatClass) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - logits[beatClass.column()]);
    }
    return 1 / sum;
  }
}
