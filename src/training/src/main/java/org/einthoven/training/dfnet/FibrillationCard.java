package org.einthoven.training.dfnet;

import java.util.List;
import java.util.Locale;
import org.einthoven.inference.HeadlineFigure;
import org.einthoven.training.evaluation.Figure;
import org.einthoven.training.evaluation.WeighedDetection;

/** What the model card says of the fibrillation head. */
final class FibrillationCard {

  private FibrillationCard() {}

  static String text(FibrillationData.Choice choice) {
    return String.format(
            Locale.ROOT,
            """

            ## Atrial fibrillation
            Stated from a probability of %.3f, chosen by the highest F1 at the whole database's shares of labels on
            PhysioNet/CinC 2017, each record scored by a network that had not seen it. Flutter is not told apart.
            These are the figures of the choice itself; `evaluate af` chooses within training folds and judges on others.
            Where it is stated of a stretch, no beat of the stretch is called S (docs/adr/0012); all figures of beat classes
            on this card are with that rule.

            | whole records against all others | n | AF | Se / PPV / F1 %% | AUC |
            |---|--:|--:|--:|--:|
            """,
            choice.threshold())
        + row("as in the folder", choice.here())
        + row("at the whole database's shares of labels", choice.whole());
  }

  /** The figures that the manifest repeats. */
  static List<HeadlineFigure> headline(FibrillationData.Choice choice) {
    return List.of(
        new HeadlineFigure(
            "AF F1",
            100 * choice.here().f1(),
            "%",
            "PhysioNet/CinC 2017, records in the folder",
            "unseen records; the threshold chosen on these scores"),
        new HeadlineFigure(
            "AF AUC",
            choice.here().auc(),
            "1",
            "PhysioNet/CinC 2017, records in the folder",
            "unseen records"));
  }

  private static String row(String what, WeighedDetection detection) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %s / %s / %s | %s |%n",
        what,
        detection.count(),
        detection.positives(),
        Figure.percent(detection.sensitivity()),
        Figure.percent(detection.predictivity()),
        Figure.percent(detection.f1()),
        Figure.three(detection.auc()));
  }
}
