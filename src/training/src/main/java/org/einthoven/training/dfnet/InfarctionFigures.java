package org.einthoven.training.dfnet;

import java.util.List;
import org.einthoven.inference.DfnetModel;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.evaluation.InfarctionEvaluation;

/** Which records the infarction score is judged on. */
final class InfarctionFigures {

  private static final double OLDER = 65;

  private InfarctionFigures() {}

  /** All records, infarction against normal, and by sex and age. */
  static List<InfarctionEvaluation.Figures> ptbXl(
      DfnetModel model, MedianBeatSet set, String name) {
    InfarctionEvaluation evaluation = new InfarctionEvaluation(model, set);
    return List.of(
        evaluation.figures(name + ", against all others", entry -> true),
        evaluation.figures(
            name + ", against normal", entry -> entry.infarction() || entry.normal()),
        evaluation.figures(name + ", women", entry -> entry.sex().equals("female")),
        evaluation.figures(name + ", men", entry -> entry.sex().equals("male")),
        evaluation.figures(name + ", under 65 years", entry -> entry.age() < OLDER),
        evaluation.figures(name + ", 65 years and older", entry -> entry.age() >= OLDER));
  }

  /** Infarction against healthy controls. */
  static InfarctionEvaluation.Figures ptbDiagnostic(DfnetModel model, MedianBeatSet set) {
    return new InfarctionEvaluation(model, set)
        .figures("PTB Diagnostic (external, few patients), against healthy", entry -> true);
  }
}
