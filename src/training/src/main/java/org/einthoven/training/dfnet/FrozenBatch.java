package org.einthoven.training.dfnet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.einthoven.inference.HeadlineFigure;
import org.einthoven.inference.ModelManifest;
import org.jspecify.annotations.Nullable;

/** The networks of all seeds, scored together on the test patients when nothing can be changed. */
final class FrozenBatch {

  private final String release;
  private final List<SeedOutcome> outcomes;
  private final SeedOutcome shipped;
  private final boolean choicesOfFirst;
  private final ModelManifest.Training training;
  private final LongFunction<Path> folderOf;
  private final Consumer<String> progress;

  /**
   * A batch.
   *
   * @param shipped one of the outcomes
   * @param choicesOfFirst whether the shipped one alone was cross-validated
   * @param folderOf the folder of a seed
   */
  FrozenBatch(
      String release,
      List<SeedOutcome> outcomes,
      SeedOutcome shipped,
      boolean choicesOfFirst,
      ModelManifest.Training training,
      LongFunction<Path> folderOf,
      Consumer<String> progress) {
    this.release = release;
    this.outcomes = List.copyOf(outcomes);
    this.shipped = shipped;
    this.choicesOfFirst = choicesOfFirst;
    this.training = training;
    this.folderOf = folderOf;
    this.progress = progress;
  }

  /** Writes all networks first, so that none can be changed by what another one scores. */
  void judge(DfnetJudge judge, DfnetRelease folder) throws IOException {
    Map<SeedOutcome, DfnetRelease> frozen = new LinkedHashMap<>();
    for (SeedOutcome outcome : outcomes) {
      DfnetRelease ofSeed =
          new DfnetRelease(folderOf.apply(outcome.seed()).resolve("models"), release);
      write(ofSeed, outcome, training, null, List.of());
      frozen.put(outcome, ofSeed);
    }
    Map<SeedOutcome, DfnetJudge.Judgement> judged = new LinkedHashMap<>();
    Map<Long, Map<String, Double>> figures = new LinkedHashMap<>();
    for (Map.Entry<SeedOutcome, DfnetRelease> network : frozen.entrySet()) {
      long seed = network.getKey().seed();
      progress.accept("scoring seed " + seed);
      DfnetJudge.Judgement judgement =
          judge.judge(network.getValue().folder(), "train dfnet, seed " + seed);
      judged.put(network.getKey(), judgement);
      boolean crossValidated = !choicesOfFirst || network.getKey().equals(shipped);
      Map<String, Double> ofSeed =
          crossValidated ? network.getKey().figures() : new LinkedHashMap<>();
      ofSeed.putAll(judgement.figures());
      figures.put(seed, ofSeed);
    }
    DfnetJudge.Judgement judgement = judged.get(shipped);
    if (judgement == null) {
      throw new IllegalStateException("the shipped network is one of those judged");
    }
    ModelCard card =
        new ModelCard(
            release,
            shipped.outcome().weights().parameters(),
            training,
            shipped.outcome().choices(),
            judgement.whole(),
            judgement.pieces(),
            judgement.detected(),
            judgement.infarction());
    SeedFigures over = new SeedFigures(shipped.seed(), choicesOfFirst, figures);
    folder.with(Map.of(SeedFigures.FILE, over.json()));
    String text = card.text() + over.section();
    List<HeadlineFigure> headline = new ArrayList<>(DfnetHeadline.of(card));
    FibrillationData.Choice fibrillation = shipped.outcome().fibrillation();
    if (fibrillation != null) {
      text += FibrillationCard.text(fibrillation);
      headline.addAll(FibrillationCard.headline(fibrillation));
    }
    write(folder, shipped, training, text, headline);
  }

  /** Writes a network with what was chosen for it. */
  static void write(
      DfnetRelease folder,
      SeedOutcome of,
      ModelManifest.Training training,
      @Nullable String card,
      List<HeadlineFigure> headline)
      throws IOException {
    DfnetChoices choices = of.outcome().choices();
    FibrillationData.Choice fibrillation = of.outcome().fibrillation();
    if (fibrillation != null) {
      folder.withFibrillation(fibrillation.threshold());
    }
    folder.write(
        of.outcome().weights(),
        choices.threshold(),
        choices.abnormalities().stream().map(AbnormalityChoice::manifest).toList(),
        training,
        card,
        headline);
  }
}
