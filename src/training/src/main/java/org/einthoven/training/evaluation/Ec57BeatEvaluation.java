package org.einthoven.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.signal.QrsDetector;
import org.einthoven.inference.BeatScore;
import org.einthoven.inference.DfnetModel;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.evaluation.BeatEvaluation.Beats;

/**
 * Judges a model's beat classes after ANSI/AAMI EC57: beat by beat, a match window of 150 ms,
 * without the first five minutes and without ventricular flutter and fibrillation.
 */
public final class Ec57BeatEvaluation {

  private final DfnetModel model;
  private final Beats from;
  private final int pieceSeconds;
  private final List<Ec57Beats.OfRecord> records = new ArrayList<>();

  /**
   * An evaluation without records.
   *
   * @param from where the beats that are scored come from
   * @param pieceSeconds the length of the pieces that are scored by themselves, 0 for whole records
   */
  public Ec57BeatEvaluation(DfnetModel model, Beats from, int pieceSeconds) {
    this.model = model;
    this.from = from;
    this.pieceSeconds = pieceSeconds;
  }

  /** Scores a record. What is left over at the end of the last whole piece is not counted. */
  public void add(Ec57Record record) {
    MitBih.Annotated whole = record.annotated();
    List<MitBih.Annotated> pieces = pieceSeconds == 0 ? List.of(whole) : whole.pieces(pieceSeconds);
    BeatConfusion counted = new BeatConfusion();
    int notJudged = 0;
    for (int i = 0; i < pieces.size(); i++) {
      notJudged += compare(pieces.get(i), i * (double) pieceSeconds, record, counted);
    }
    records.add(
        new Ec57Beats.OfRecord(record.name(), record.age(), record.sex(), counted, notJudged));
  }

  /** What came of it. */
  public Ec57Beats beats() {
    return new Ec57Beats(records);
  }

  /**
   * Scores a piece and adds what is counted of it.
   *
   * @param fromSeconds where in its record it begins
   * @param record what is not counted
   * @return how many counted beats were not judged because the piece has too few
   */
  int compare(
      MitBih.Annotated piece, double fromSeconds, Ec57Record record, BeatConfusion counted) {
    List<BeatScore> scores = scores(piece);
    double rate = piece.recording().samplesPerSecond();
    double[] reference = new double[piece.rPeaks().length];
    for (int i = 0; i < reference.length; i++) {
      reference[i] = fromSeconds + piece.rPeaks()[i] / rate;
    }
    double[] scored = scores.stream().mapToDouble(s -> fromSeconds + s.seconds()).toArray();
    int[] partners = Ec57BeatMatch.of(reference, scored).partners();
    boolean[] paired = new boolean[scored.length];
    int notJudged = 0;
    for (int i = 0; i < reference.length; i++) {
      BeatClass truth = piece.classes().get(i);
      if (partners[i] >= 0) {
        paired[partners[i]] = true;
      }
      if (!counts(reference[i], record)) {
        continue;
      }
      if (partners[i] >= 0) {
        counted.add(truth, scores.get(partners[i]).best());
      } else {
        counted.addMissed(truth);
        notJudged += scores.isEmpty() ? 1 : 0;
      }
    }
    for (int j = 0; j < scored.length; j++) {
      if (!paired[j] && counts(scored[j], record)) {
        counted.addExtra(scores.get(j).best());
      }
    }
    return notJudged;
  }

  private static boolean counts(double seconds, Ec57Record record) {
    return Ec57BeatMatch.counted(seconds, Ec57BeatMatch.LEARNING_SECONDS, record.flutter());
  }

  private List<BeatScore> scores(MitBih.Annotated piece) {
    int[] rPeaks = from == Beats.ANNOTATED ? piece.rPeaks() : QrsDetector.detect(piece.recording());
    return model.beats(piece.recording(), rPeaks) instanceof Prepared.Ready<List<BeatScore>> ready
        ? ready.input()
        : List.of();
  }
}
