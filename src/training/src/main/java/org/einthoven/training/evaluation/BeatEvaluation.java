package org.einthoven.training.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.signal.QrsDetector;
import org.einthoven.inference.BeatScore;
import org.einthoven.inference.DfnetModel;
import org.einthoven.training.data.MitBih;

/** Judges a shipped model's beat classes on annotated records, by the road that serving takes. */
public final class BeatEvaluation {

  private final DfnetModel model;
  private final List<BeatReport.OfRecord> records = new ArrayList<>();
  private final List<Double> confidences = new ArrayList<>();
  private final List<Boolean> right = new ArrayList<>();
  private double sharedShares;
  private int notJudged;

  /** For a loaded model. */
  public BeatEvaluation(DfnetModel model) {
    this.model = model;
  }

  /** Where the beats that are scored come from. */
  public enum Beats {
    /** The annotations: judges the classes alone. */
    ANNOTATED,
    /** The product's own detector, matched to the annotations after EC57: end to end. */
    DETECTED
  }

  /** Scores a record, whole or in pieces that are scored one by one. */
  public void add(int number, List<MitBih.Annotated> pieces, Beats from) {
    BeatConfusion confusion = new BeatConfusion();
    for (MitBih.Annotated piece : pieces) {
      int[] rPeaks =
          from == Beats.ANNOTATED ? piece.rPeaks() : QrsDetector.detect(piece.recording());
      if (model.beats(piece.recording(), rPeaks) instanceof Prepared.Ready<List<BeatScore>> ready) {
        compare(piece, ready.input(), confusion);
      } else {
        notJudged += piece.rPeaks().length;
      }
    }
    records.add(new BeatReport.OfRecord(number, confusion));
  }

  private void compare(MitBih.Annotated piece, List<BeatScore> scores, BeatConfusion confusion) {
    double rate = piece.recording().samplesPerSecond();
    double[] annotated = Arrays.stream(piece.rPeaks()).mapToDouble(peak -> peak / rate).toArray();
    double[] scored = scores.stream().mapToDouble(BeatScore::seconds).toArray();
    int[] partners = Ec57BeatMatch.of(annotated, scored).partners();
    boolean[] paired = new boolean[scored.length];
    for (int i = 0; i < partners.length; i++) {
      BeatClass truth = piece.classes().get(i);
      if (partners[i] < 0) {
        confusion.addMissed(truth);
        continue;
      }
      paired[partners[i]] = true;
      BeatScore score = scores.get(partners[i]);
      confusion.add(truth, score.best());
      confidences.add(score.probability(score.best()));
      right.add(score.best() == truth);
      sharedShares += score.sharedShare();
    }
    for (int j = 0; j < paired.length; j++) {
      if (!paired[j]) {
        confusion.addExtra(scores.get(j).best());
      }
    }
  }

  /** What came of it. */
  public BeatReport report(String protocol) {
    double[] scores = confidences.stream().mapToDouble(Double::doubleValue).toArray();
    boolean[] labels = new boolean[scores.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = right.get(i);
    }
    return new BeatReport(
        protocol,
        model.identity().name(),
        records,
        notJudged,
        new Discrimination(scores, labels).calibrationError(),
        sharedShares / scores.length);
  }
}
