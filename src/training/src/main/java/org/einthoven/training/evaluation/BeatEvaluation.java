package org.einthoven.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.Prepared;
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

  /** Scores a record, whole or in pieces that are scored one by one. */
  public void add(int number, List<MitBih.Annotated> pieces) {
    BeatConfusion confusion = new BeatConfusion();
    for (MitBih.Annotated piece : pieces) {
      if (model.score(BeatPreparation.prepare(piece.recording(), piece.rPeaks())).beats()
          instanceof Prepared.Ready<List<BeatScore>> ready) {
        for (int i = 0; i < ready.input().size(); i++) {
          BeatScore score = ready.input().get(i);
          confusion.add(piece.classes().get(i), score.best());
          confidences.add(score.probability(score.best()));
          right.add(score.best() == piece.classes().get(i));
          sharedShares += score.sharedShare();
        }
      } else {
        notJudged += piece.rPeaks().length;
      }
    }
    records.add(new BeatReport.OfRecord(number, confusion));
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
