package org.einthoven.training.dfnet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.inference.DfnetModel;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.data.PtbDiagnostic;
import org.einthoven.training.data.PtbXl;
import org.einthoven.training.evaluation.BeatConfusion;
import org.einthoven.training.evaluation.BeatEvaluation;
import org.einthoven.training.evaluation.BeatEvaluation.Beats;
import org.einthoven.training.evaluation.BeatReport;
import org.einthoven.training.evaluation.InfarctionEvaluation;
import org.einthoven.training.evaluation.TestScorings;
import org.jspecify.annotations.Nullable;

/** Judges frozen models on patients that no choice was made by, and lists each time it does. */
final class DfnetJudge {

  private static final int PIECE_SECONDS = 10;

  private final MitBih mit;
  private final MedianBeatSet foldNine;
  private final @Nullable MedianBeatSet external;
  private final TestScorings scorings;

  /**
   * A judge.
   *
   * @param ptbdb PTB Diagnostic, null where it is not at hand
   */
  DfnetJudge(MitBih mit, PtbXl ptbXl, @Nullable PtbDiagnostic ptbdb, TestScorings scorings)
      throws IOException {
    this.mit = mit;
    this.foldNine = ptbXl.medianBeats(Set.of(9));
    this.external = ptbdb == null ? null : ptbdb.medianBeats();
    this.scorings = scorings;
  }

  /**
   * What was found.
   *
   * @param whole DS2, whole records
   * @param pieces DS2, pieces of ten seconds
   * @param detected the same with beats from the product's own detector
   * @param infarction figures on patients never trained on
   */
  record Judgement(
      BeatReport whole,
      BeatReport pieces,
      BeatReport detected,
      List<InfarctionEvaluation.Figures> infarction) {

    /** The figures that are compared over seeds. */
    Map<String, Double> figures() {
      Map<String, Double> figures = new LinkedHashMap<>();
      add(figures, "DS2, whole records", whole.gross());
      add(figures, "DS2 without 232", whole.without(232));
      add(figures, "DS2 without 202", whole.without(202));
      add(figures, "DS2, 10 s pieces", pieces.gross());
      add(figures, "DS2, 10 s pieces end to end", detected.gross());
      for (InfarctionEvaluation.Figures of : infarction) {
        figures.put("infarction AUC, " + of.name(), of.auc());
      }
      return figures;
    }

    static void add(Map<String, Double> figures, String of, BeatConfusion confusion) {
      for (BeatClass beatClass : List.of(BeatClass.V, BeatClass.S, BeatClass.F)) {
        figures.put(of + ": " + beatClass + " F1", 100 * confusion.f1(beatClass));
      }
      figures.put(of + ": macro-F1", 100 * confusion.macroF1());
    }
  }

  /**
   * Judges a model folder.
   *
   * @param command what is written into the list of scorings
   */
  Judgement judge(Path folder, String command) throws IOException {
    try (DfnetModel model = DfnetModel.load(folder)) {
      BeatEvaluation whole = new BeatEvaluation(model);
      BeatEvaluation pieces = new BeatEvaluation(model);
      BeatEvaluation detected = new BeatEvaluation(model);
      for (int number : MitBih.DS2) {
        MitBih.Annotated record = mit.record(number);
        List<MitBih.Annotated> cut = record.pieces(PIECE_SECONDS);
        whole.add(number, List.of(record), Beats.ANNOTATED);
        pieces.add(number, cut, Beats.ANNOTATED);
        detected.add(number, cut, Beats.DETECTED);
      }
      List<InfarctionEvaluation.Figures> figures =
          new ArrayList<>(
              InfarctionFigures.ptbXl(InfarctionEvaluation.of(model, foldNine), "PTB-XL fold 9")
                  .values());
      if (external != null) {
        figures.add(InfarctionFigures.ptbDiagnostic(InfarctionEvaluation.of(model, external)));
      }
      Judgement judgement =
          new Judgement(
              whole.report("inter-patient"),
              pieces.report("inter-patient, 10 s"),
              detected.report("inter-patient, 10 s, end to end"),
              figures);
      scorings.add(
          model.identity(),
          command,
          List.of(judgement.whole(), judgement.pieces(), judgement.detected()));
      return judgement;
    }
  }
}
