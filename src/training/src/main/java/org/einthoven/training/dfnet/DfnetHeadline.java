package org.einthoven.training.dfnet;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.inference.HeadlineFigure;
import org.einthoven.training.evaluation.BeatConfusion;
import org.einthoven.training.evaluation.InfarctionEvaluation;

/** The figures of a card that its manifest repeats, so that models can be listed side by side. */
final class DfnetHeadline {

  private static final String PERCENT = "%";
  private static final String NO_UNIT = "1";

  private final List<HeadlineFigure> figures = new ArrayList<>();

  private DfnetHeadline() {}

  /** The headline of a card; what was not measured is left out. */
  static List<HeadlineFigure> of(ModelCard card) {
    DfnetHeadline headline = new DfnetHeadline();
    headline.beats(card.whole().gross(), "inter-patient, whole records, annotated beats");
    headline.beats(card.detected().gross(), "inter-patient, 10 s pieces, detected beats");
    for (InfarctionEvaluation.Figures figures : card.infarction()) {
      headline.add("infarction AUC", figures.auc(), NO_UNIT, figures.name(), "patient-wise");
    }
    return List.copyOf(headline.figures);
  }

  private void beats(BeatConfusion confusion, String protocol) {
    for (BeatClass beatClass : List.of(BeatClass.V, BeatClass.S)) {
      add(beatClass + " F1", 100 * confusion.f1(beatClass), PERCENT, "MIT-BIH DS2", protocol);
    }
    add("macro-F1 (N S V F)", 100 * confusion.macroF1(), PERCENT, "MIT-BIH DS2", protocol);
  }

  private void add(String name, double value, String unit, String dataSet, String protocol) {
    if (Double.isFinite(value)) {
      figures.add(new HeadlineFigure(name, value, unit, dataSet, protocol));
    }
  }
}
