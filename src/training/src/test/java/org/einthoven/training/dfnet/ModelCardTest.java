package org.einthoven.training.dfnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.inference.HeadlineFigure;
import org.einthoven.inference.ModelManifest;
import org.einthoven.inference.TrainingEnvironment;
import org.einthoven.training.evaluation.BeatConfusion;
import org.einthoven.training.evaluation.BeatReport;
import org.einthoven.training.evaluation.Discrimination;
import org.einthoven.training.evaluation.InfarctionEvaluation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelCardTest {

  private static BeatConfusion confusion(int right, int wrong) {
    BeatConfusion confusion = new BeatConfusion();
    for (int i = 0; i < right; i++) {
      confusion.add(BeatClass.S, BeatClass.S);
    }
    for (int i = 0; i < wrong; i++) {
      confusion.add(BeatClass.S, BeatClass.N);
    }
    return confusion;
  }

  private static BeatReport report(int right, int wrong) {
    return new BeatReport(
        "inter-patient",
        "dfnet/9.9.9",
        List.of(
            new BeatReport.OfRecord(232, confusion(right, wrong)),
            new BeatReport.OfRecord(100, confusion(1, 1))),
        0,
        0.02,
        0.4);
  }

  private static ModelCard card() {
    return card(null);
  }

  private static ModelCard card(@Nullable TrainingEnvironment environment) {
    Discrimination infarction =
        new Discrimination(new double[] {0.2, 0.9}, new boolean[] {false, true});
    return new ModelCard(
        "9.9.9",
        41202,
        new ModelManifest.Training(
            List.of(new ModelManifest.DataSet("MIT-BIH", "1.0.0", "ODC-By 1.0", "DS1", "abc")),
            1,
            null,
            List.of(),
            Map.of(),
            environment),
        new DfnetChoices(
            new double[5],
            0.3,
            confusion(1, 1),
            confusion(1, 1),
            infarction,
            List.of(AbnormalityChoice.of(AbnormalityLabel.LBBB, infarction))),
        report(3, 7),
        report(2, 8),
        report(1, 9),
        List.of(
            new InfarctionEvaluation.Figures(
                "fold 9", 200, 50, 0.91, 0.88, 0.94, 0.85, 0.8, 0.3, 0.05)));
  }

  @Test
  void theTableHasEveryWayOfJudgingAndThePaperProtocolIsPointedTo() {
    assertThat(card().text())
        .containsSubsequence(
            "paper-protocol.md",
            "inter-patient: DS1 → DS2",
            "without record 232",
            "pieces of 10 s");
  }

  @Test
  void everyAbnormalityStandsWithItsPredictiveValueAndWhetherItIsStated() {
    assertThat(card().text())
        .contains("| LBBB: left bundle branch block | 1 | 1.000 ")
        .containsPattern("LBBB[^\n]*100\\.0 \\| yes \\|");
  }

  @Test
  void theFiguresAreThoseOfTheReports() {
    // 3 + 1 of 10 + 2 S beats found in whole records, 1 of 2 without record 232.
    assertThat(card().text())
        .containsPattern("inter-patient: DS1 → DS2[^\\n]*33\\.3 / 100\\.0 / 50\\.0")
        .containsPattern("same without record 232[^\\n]*50\\.0 / 100\\.0 / 66\\.7")
        .contains("| fold 9 | 200 | 50 | 0.910 (0.880–0.940) | 85.0 | 80.0 | 0.050 |")
        .contains("41202 trained parameters");
  }

  @Test
  void useLimitsDataAndLicencesAreNamed() {
    assertThat(card().text())
        .contains("Intended use", "not a\nstand-alone diagnosis", "## Limits", "ODC-By 1.0")
        .contains("`abc`", "reconstruction", "doi:10.13026");
  }

  @Test
  void theTimeIsThatOfAllNetworksOverAllSessions() {
    TrainingEnvironment environment =
        new TrainingEnvironment("17", "Linux", "a processor", "2.10.0", "1.29.0", 1, 900.4, 512.3);

    assertThat(card(environment).text())
        .contains(
            "Training took 512 s of processor time, 900 s by the clock, on a processor with 1"
                + " thread")
        .contains("all networks of all seeds, over all sessions");
  }

  @Test
  void theHeadlineRepeatsFiguresOfTheCardAndLeavesOutWhatWasNotMeasured() {
    List<HeadlineFigure> headline = DfnetHeadline.of(card());

    assertThat(headline)
        .contains(
            new HeadlineFigure("infarction AUC", 0.91, "1", "fold 9", "patient-wise"),
            new HeadlineFigure(
                "S F1", 50, "%", "MIT-BIH DS2", "inter-patient, whole records, annotated beats"));
    assertThat(headline).noneMatch(figure -> Double.isNaN(figure.value()));
    assertThat(headline).noneMatch(figure -> figure.name().equals("V F1"));
  }
}
