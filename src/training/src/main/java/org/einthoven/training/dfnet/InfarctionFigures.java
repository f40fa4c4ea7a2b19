package org.einthoven.training.dfnet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.einthoven.training.data.MedianBeatSet.Entry;
import org.einthoven.training.evaluation.InfarctionEvaluation;

/** Which records scores for infarction are judged on. */
final class InfarctionFigures {

  private static final double OLDER = 65;

  private InfarctionFigures() {}

  /**
   * All records, infarction against normal, by sex and age, and among records with a conduction
   * disturbance, since bundle branch block imitates infarction.
   */
  static Map<String, InfarctionEvaluation.Figures> ptbXl(
      InfarctionEvaluation evaluation, String name) {
    Predicate<Entry> againstNormal = entry -> entry.infarction() || entry.normal();
    Predicate<Entry> women = entry -> entry.sex().equals("female");
    Predicate<Entry> men = entry -> entry.sex().equals("male");
    Map<String, InfarctionEvaluation.Figures> figures = new LinkedHashMap<>();
    figures.put("ptbxl", evaluation.figures(name + ", against all others", entry -> true));
    figures.put("ptbxlAgainstNormal", evaluation.figures(name + ", against normal", againstNormal));
    figures.put("women", evaluation.figures(name + ", women", women));
    figures.put("men", evaluation.figures(name + ", men", men));
    figures.put(
        "womenAgainstNormal",
        evaluation.figures(name + ", women, against normal", women.and(againstNormal)));
    figures.put(
        "menAgainstNormal",
        evaluation.figures(name + ", men, against normal", men.and(againstNormal)));
    figures.put(
        "under65", evaluation.figures(name + ", under 65 years", entry -> entry.age() < OLDER));
    figures.put(
        "from65", evaluation.figures(name + ", 65 years and older", entry -> entry.age() >= OLDER));
    figures.put(
        "conductionDisturbance",
        evaluation.figures(
            name + ", with a conduction disturbance",
            entry -> entry.labels().contains(AbnormalityLabel.CD.ptbXl())));
    return figures;
  }

  /** Infarction against healthy controls. */
  static InfarctionEvaluation.Figures ptbDiagnostic(InfarctionEvaluation evaluation) {
    return evaluation.figures(
        "PTB Diagnostic (external, few patients), against healthy", entry -> true);
  }
}
