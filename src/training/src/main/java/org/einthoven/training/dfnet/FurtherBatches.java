package org.einthoven.training.dfnet;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.training.data.StatedStrip;
import org.einthoven.training.data.StatedStrip.Statement;

/**
 * The part of a batch that is made of {@link FurtherBeats}, and its loss: cross-entropy over
 * simulated beats; of a strip in sinus rhythm, how unlikely its beats are N, and of another without
 * S, how likely they are S; of a strip with ectopic beats, how unlikely even its likeliest one is
 * (learning from bags: Dietterich, Lathrop, Lozano-Pérez 1997).
 */
final class FurtherBatches {

  private static final int SIMULATED = 128;
  private static final int OF_STRIPS = 64;
  private static final int BAGS = 4;
  private static final double WEIGHT_OF_STRIPS = 0.5;
  private static final double WEIGHT_OF_BAGS = 0.25;
  private static final double SMALLEST = 1e-6;

  private final FurtherBeats beats;
  private final SplittableRandom random;
  private final int[] simulatedOrder;
  private final List<StatedStrip> plain;
  private final List<StatedStrip> ofSome;
  private int nextSimulated;

  FurtherBatches(FurtherBeats beats, SplittableRandom random) {
    this.beats = beats;
    this.random = random;
    this.simulatedOrder = IntStream.range(0, beats.simulated().size()).toArray();
    BeatSampling.shuffle(simulatedOrder, random);
    this.plain = beats.strips().stream().filter(strip -> !strip.statement().isOfSome()).toList();
    this.ofSome = beats.strips().stream().filter(strip -> strip.statement().isOfSome()).toList();
  }

  /** Rows that follow those of the annotated beats. */
  static final class Rows {
    final List<float[]> windows = new ArrayList<>();
    final List<float[]> features = new ArrayList<>();
    final List<BeatClass> simulated = new ArrayList<>();
    final List<Statement> single = new ArrayList<>();
    final List<StatedStrip> bags = new ArrayList<>();

    /** How many rows may be changed at random: whole strips stay as they are. */
    int changeable() {
      return simulated.size() + single.size();
    }
  }

  Rows next() {
    Rows rows = new Rows();
    for (int i = 0; i < SIMULATED && simulatedOrder.length > 0; i++) {
      if (nextSimulated == simulatedOrder.length) {
        BeatSampling.shuffle(simulatedOrder, random);
        nextSimulated = 0;
      }
      int row = simulatedOrder[nextSimulated++];
      rows.windows.add(beats.simulated().windows()[row]);
      rows.features.add(beats.simulated().features()[row]);
      rows.simulated.add(beats.simulated().classes()[row]);
    }
    for (int i = 0; i < OF_STRIPS && !plain.isEmpty(); i++) {
      StatedStrip strip = plain.get(random.nextInt(plain.size()));
      int row = random.nextInt(strip.windows().length);
      rows.windows.add(strip.windows()[row]);
      rows.features.add(strip.features()[row]);
      rows.single.add(strip.statement());
    }
    for (int i = 0; i < BAGS && !ofSome.isEmpty(); i++) {
      StatedStrip strip = ofSome.get(random.nextInt(ofSome.size()));
      rows.bags.add(strip);
      rows.windows.addAll(List.of(strip.windows()));
      rows.features.addAll(List.of(strip.features()));
    }
    return rows;
  }

  /**
   * The loss of the rows.
   *
   * @param logits of all rows of the batch
   * @param from the first of these rows
   */
  static Tensor loss(Tensor logits, int from, Rows rows) {
    Tensor loss = logits.narrow(0, 0, 1).sum().mul(new Scalar(0));
    int at = from;
    if (!rows.simulated.isEmpty()) {
      long[] labels = rows.simulated.stream().mapToLong(BeatClass::column).toArray();
      Tensor some = logits.narrow(0, at, labels.length);
      loss = loss.add(torch.cross_entropy_loss(some, Tensor.create(labels)));
      at += labels.length;
    }
    Tensor probabilities =
        torch
            .softmax(logits, 1)
            .clamp(
                new ScalarOptional(new Scalar(SMALLEST)),
                new ScalarOptional(new Scalar(1 - SMALLEST)));
    if (!rows.single.isEmpty()) {
      Tensor some = probabilities.narrow(0, at, rows.single.size());
      loss = loss.add(singles(some, rows.single).mul(new Scalar(WEIGHT_OF_STRIPS)));
      at += rows.single.size();
    }
    for (StatedStrip strip : rows.bags) {
      int beats = strip.windows().length;
      Tensor some = probabilities.narrow(0, at, beats);
      loss =
          loss.add(bag(some, strip.statement()).mul(new Scalar(WEIGHT_OF_BAGS / rows.bags.size())));
      at += beats;
    }
    return loss;
  }

  private static Tensor singles(Tensor probabilities, List<Statement> statements) {
    float[] sinus = new float[statements.size()];
    float[] other = new float[statements.size()];
    for (int i = 0; i < sinus.length; i++) {
      boolean is = statements.get(i) == Statement.SINUS;
      sinus[i] = is ? 1 : 0;
      other[i] = is ? 0 : 1;
    }
    Tensor ofNormal = column(probabilities, BeatClass.N).log().mul(Tensor.create(sinus));
    return ofNormal.add(logNot(probabilities, BeatClass.S).mul(Tensor.create(other))).mean().neg();
  }

  private static Tensor bag(Tensor probabilities, Statement statement) {
    Tensor someS = column(probabilities, BeatClass.S).max().log();
    Tensor someV = column(probabilities, BeatClass.V).max().log();
    Tensor likelihood =
        switch (statement) {
          case VENTRICULAR -> someV.add(logNot(probabilities, BeatClass.S).mean());
          case SUPRAVENTRICULAR -> someS.add(logNot(probabilities, BeatClass.V).mean());
          case BOTH -> someS.add(someV);
          case SINUS, FIBRILLATION -> throw new IllegalArgumentException("no bag: " + statement);
        };
    return likelihood.neg();
  }

  private static Tensor column(Tensor probabilities, BeatClass beatClass) {
    return probabilities.select(1, beatClass.column());
  }

  private static Tensor logNot(Tensor probabilities, BeatClass beatClass) {
    return column(probabilities, beatClass).neg().add(new Scalar(1)).log();
  }
}
