package org.einthoven.training.dfnet;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.einthoven.training.run.LearningCurve;
import org.einthoven.training.run.TrainingTime;

/**
 * What a seed gave.
 *
 * @param seed of every random choice
 * @param outcome its final network and the choices made for it
 * @param curve the learning curves of its networks
 * @param time how long its networks were trained, over all sessions
 */
record SeedOutcome(
    long seed, DfnetTraining.Outcome outcome, LearningCurve curve, TrainingTime time) {

  /**
   * How good the seed is on training patients that its networks had not seen: the mean of the
   * macro-F1 of whole records, that of pieces, and the AUC of infarction.
   */
  double score() {
    DfnetChoices choices = outcome.choices();
    return (choices.whole().macroF1() + choices.pieces().macroF1() + choices.infarction().auc())
        / 3;
  }

  /** The seed whose score is the median; of an even number the lower of the middle two. */
  static SeedOutcome median(List<SeedOutcome> outcomes) {
    List<SeedOutcome> sorted =
        outcomes.stream().sorted(Comparator.comparingDouble(SeedOutcome::score)).toList();
    return sorted.get((sorted.size() - 1) / 2);
  }

  /** How long the networks of some seeds were trained. */
  static TrainingTime time(List<SeedOutcome> outcomes) {
    return outcomes.stream().map(SeedOutcome::time).reduce(TrainingTime.NONE, TrainingTime::plus);
  }

  /** The cross-validated figures that are compared over seeds. */
  Map<String, Double> figures() {
    DfnetChoices choices = outcome.choices();
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("cross-validated score", 100 * score());
    DfnetJudge.Judgement.add(figures, "DS1 cross-validated, whole records", choices.whole());
    DfnetJudge.Judgement.add(figures, "DS1 cross-validated, 10 s pieces", choices.pieces());
    figures.put("infarction AUC, cross-validated on folds 1-8", choices.infarction().auc());
    return figures;
  }
}
