package org.einthoven.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.quality.QualityLevel;
import org.einthoven.ecg.quality.SignalQuality;
import org.einthoven.ecg.signal.QrsDetector;
import org.einthoven.inference.DfnetModel;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.evaluation.BeatEvaluation.Beats;
import org.einthoven.training.evaluation.Ec57BeatMatch.Span;

/**
 * A model under one kind and strength of noise, after {@link NoiseStressProtocol}; only stretches
 * with noise are counted.
 */
public final class NoiseEvaluation {

  private static final int PIECE_SECONDS = 10;

  private final Ec57BeatEvaluation annotated;
  private final Ec57BeatEvaluation detected;
  private final Ec57BeatEvaluation usable;
  private final BeatConfusion usableBeats = new BeatConfusion();
  private int pieces;
  private int unusable;

  /** Without records. */
  public NoiseEvaluation(DfnetModel model) {
    annotated = new Ec57BeatEvaluation(model, Beats.ANNOTATED, 0);
    detected = new Ec57BeatEvaluation(model, Beats.DETECTED, 0);
    usable = new Ec57BeatEvaluation(model, Beats.DETECTED, PIECE_SECONDS);
  }

  /**
   * What came of it; counts can be added up over kinds of noise.
   *
   * @param annotated beats at annotated places, whole records
   * @param detected beats from the product's detector, whole records
   * @param pieces how many pieces of ten seconds lie in noise
   * @param unusable how many of them the judgement of quality lets nothing be said of
   * @param usable beats from the detector in the others, each piece by itself
   */
  public record Figures(
      BeatConfusion annotated,
      BeatConfusion detected,
      int pieces,
      int unusable,
      BeatConfusion usable) {

    /** The sum over kinds of noise. */
    public static Figures sum(List<Figures> kinds) {
      BeatConfusion annotated = new BeatConfusion();
      BeatConfusion detected = new BeatConfusion();
      BeatConfusion usable = new BeatConfusion();
      int pieces = 0;
      int unusable = 0;
      for (Figures kind : kinds) {
        annotated.add(kind.annotated());
        detected.add(kind.detected());
        usable.add(kind.usable());
        pieces += kind.pieces();
        unusable += kind.unusable();
      }
      return new Figures(annotated, detected, pieces, unusable, usable);
    }
  }

  /**
   * Judges a record.
   *
   * @param record without noise: what is not counted in it
   * @param noisy the same beats with noise
   */
  public void add(Ec57Record record, MitBih.Annotated noisy) {
    List<Span> notCounted = new ArrayList<>(record.flutter());
    notCounted.addAll(NoiseStressProtocol.clean(noisy.recording().durationSeconds()));
    Ec57Record counted =
        new Ec57Record(record.name(), noisy, notCounted, record.age(), record.sex());
    annotated.add(counted);
    detected.add(counted);
    List<MitBih.Annotated> cut = noisy.pieces(PIECE_SECONDS);
    for (int i = 0; i < cut.size(); i++) {
      double from = i * (double) PIECE_SECONDS;
      if (!NoiseStressProtocol.isNoisy(from)) {
        continue;
      }
      pieces++;
      MitBih.Annotated piece = cut.get(i);
      int[] rPeaks = QrsDetector.detect(piece.recording());
      if (SignalQuality.of(piece.recording(), rPeaks).level() == QualityLevel.UNUSABLE) {
        unusable++;
      } else {
        usable.compare(piece, from, counted, usableBeats);
      }
    }
  }

  /** What came of all records. */
  public Figures figures() {
    return new Figures(
        annotated.beats().gross(record -> true),
        detected.beats().gross(record -> true),
        pieces,
        unusable,
        usableBeats);
  }
}
