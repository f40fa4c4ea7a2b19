package org.einthoven.server.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.einthoven.inference.DfnetAnswers;
import org.einthoven.inference.ModelIdentity;
import org.einthoven.inference.ScoreComparison;
import org.einthoven.inference.reading.Examination;
import org.einthoven.server.store.ShadowScore;
import org.einthoven.server.store.ShadowScore.Agreement;
import org.jboss.logging.Logger;

/**
 * Has the models in shadow score what the active model scored. Whatever goes wrong in one is noted
 * as its failure and harms nobody else.
 */
final class ShadowScoring {

  private static final Logger LOG = Logger.getLogger(ShadowScoring.class);

  private final List<ShadowModel> models;

  ShadowScoring(List<ShadowModel> models) {
    this.models = List.copyOf(models);
  }

  /** One entry for each model in shadow; none where the active model was not asked. */
  List<ShadowScore> score(Examination examination) {
    if (examination.scored().isEmpty()) {
      return List.of();
    }
    Examination.Scored scored = examination.scored().get();
    ModelIdentity active = examination.reading().model();
    return models.stream().map(model -> score(model, scored, active)).toList();
  }

  private static ShadowScore score(
      ShadowModel model, Examination.Scored scored, ModelIdentity active) {
    String json = null;
    String failure = null;
    Map<String, Agreement> agreement = new LinkedHashMap<>();
    try {
      DfnetAnswers answers = model.scoring().apply(scored.inputs());
      json = ScoresJson.of(answers).toString();
      ScoreComparison.of(scored.answers(), answers)
          .forEach(
              (head, found) -> agreement.put(head, new Agreement(found.same(), found.different())));
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      json = null;
      agreement.clear();
      failure = FailureReason.of(e);
      LOG.warnf("the model %s in shadow failed: %s", model.identity().name(), failure);
    }
    return new ShadowScore(
        model.identity().name(),
        model.identity().weightsSha256(),
        model.identity().manifestSha256(),
        active.name(),
        active.weightsSha256(),
        json,
        agreement,
        failure);
  }
}
