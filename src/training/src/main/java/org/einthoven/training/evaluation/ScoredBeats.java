package org.einthoven.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.inference.BeatScore;
import org.einthoven.inference.DfnetInputs;
import org.einthoven.inference.DfnetModel;
import org.einthoven.training.data.MitBih;

/** Annotated beats with the probabilities that a model gives them. */
public final class ScoredBeats {

  private final List<BeatClass> classes = new ArrayList<>();
  private final List<float[]> probabilities = new ArrayList<>();

  /** Without beats. */
  public ScoredBeats() {}

  /** Scores pieces of a record, each by itself; one with too few beats to judge adds none. */
  public void add(DfnetModel model, List<MitBih.Annotated> pieces) {
    for (MitBih.Annotated piece : pieces) {
      add(model, piece, DfnetInputs.of(piece.recording(), piece.rPeaks()));
    }
  }

  /**
   * Scores a piece that was prepared before, so that several models can share the work.
   *
   * @param prepared made of the piece and its annotated beats
   */
  public void add(DfnetModel model, MitBih.Annotated piece, DfnetInputs prepared) {
    if (model.answer(prepared).recording().beats()
        instanceof Prepared.Ready<List<BeatScore>> ready) {
      for (int i = 0; i < ready.input().size(); i++) {
        add(piece.classes().get(i), ready.input().get(i).probabilities());
      }
    }
  }

  /**
   * Adds a beat.
   *
   * @param annotated its class
   * @param ofClasses the probability of each class
   */
  public void add(BeatClass annotated, float[] ofClasses) {
    classes.add(annotated);
    probabilities.add(ofClasses);
  }

  /** How many beats there are. */
  public int size() {
    return classes.size();
  }

  /** The classes as annotated and as found. */
  public BeatConfusion confusion() {
    BeatConfusion confusion = new BeatConfusion();
    for (int i = 0; i < size(); i++) {
      confusion.add(classes.get(i), best(probabilities.get(i)));
    }
    return confusion;
  }

  /** Of the probability of the class found. */
  public Reliability ofFoundClass() {
    double[] stated = new double[size()];
    boolean[] right = new boolean[size()];
    for (int i = 0; i < stated.length; i++) {
      BeatClass best = best(probabilities.get(i));
      stated[i] = probabilities.get(i)[best.column()];
      right[i] = best == classes.get(i);
    }
    return Reliability.of(stated, right);
  }

  /** Of the probability of one class, whether it is the one found or not. */
  public Reliability of(BeatClass beatClass) {
    double[] stated = new double[size()];
    boolean[] so = new boolean[size()];
    for (int i = 0; i < stated.length; i++) {
      stated[i] = probabilities.get(i)[beatClass.column()];
      so[i] = classes.get(i) == beatClass;
    }
    return Reliability.of(stated, so);
  }

  private static BeatClass best(float[] probabilities) {
    BeatClass best = BeatClass.N;
    for (BeatClass beatClass : BeatClass.values()) {
      if (probabilities[beatClass.column()] > probabilities[best.column()]) {
        best = beatClass;
      }
    }
    return best;
  }
}
