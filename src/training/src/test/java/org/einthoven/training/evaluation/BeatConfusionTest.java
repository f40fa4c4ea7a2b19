package org.einthoven.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.einthoven.ecg.beat.BeatClass;
import org.junit.jupiter.api.Test;

class BeatConfusionTest {

  private static BeatConfusion worked() {
    BeatConfusion confusion = new BeatConfusion();
    add(confusion, BeatClass.N, BeatClass.N, 90);
    add(confusion, BeatClass.N, BeatClass.S, 10);
    add(confusion, BeatClass.S, BeatClass.S, 6);
    add(confusion, BeatClass.S, BeatClass.N, 4);
    add(confusion, BeatClass.V, BeatClass.V, 8);
    add(confusion, BeatClass.V, BeatClass.F, 2);
    add(confusion, BeatClass.F, BeatClass.V, 5);
    return confusion;
  }

  private static void add(BeatConfusion confusion, BeatClass annotated, BeatClass found, int n) {
    for (int i = 0; i < n; i++) {
      confusion.add(annotated, found);
    }
  }

  @Test
  void figuresAgreeWithThoseWorkedByHand() {
    BeatConfusion confusion = worked();

    assertThat(confusion.total()).isEqualTo(125);
    assertThat(confusion.accuracy()).isCloseTo(104 / 125.0, within(1e-12));
    assertThat(confusion.sensitivity(BeatClass.S)).isCloseTo(0.6, within(1e-12));
    assertThat(confusion.positivePredictivity(BeatClass.S)).isCloseTo(6 / 16.0, within(1e-12));
    assertThat(confusion.f1(BeatClass.S)).isCloseTo(12 / 26.0, within(1e-12));
    assertThat(confusion.f1(BeatClass.V)).isCloseTo(16 / 23.0, within(1e-12));
    assertThat(confusion.f1(BeatClass.F)).isZero();
    assertThat(confusion.macroF1())
        .isCloseTo((180 / 194.0 + 12 / 26.0 + 16 / 23.0 + 0) / 4, within(1e-12));
  }

  @Test
  void aMissedBeatCountsAgainstSensitivityAndAnExtraOneAgainstPredictivity() {
    BeatConfusion confusion = worked();

    confusion.addMissed(BeatClass.S);
    confusion.addMissed(BeatClass.S);
    confusion.addExtra(BeatClass.S);

    assertThat(confusion.sensitivity(BeatClass.S)).isCloseTo(6 / 12.0, within(1e-12));
    assertThat(confusion.positivePredictivity(BeatClass.S)).isCloseTo(6 / 17.0, within(1e-12));
    assertThat(confusion.f1(BeatClass.S)).isCloseTo(12 / 29.0, within(1e-12));
    BeatConfusion sum = new BeatConfusion();
    sum.add(confusion);
    assertThat(sum.sensitivity(BeatClass.S)).isEqualTo(confusion.sensitivity(BeatClass.S));
  }

  @Test
  void aClassThatIsNotThereHasNoSensitivity() {
    assertThat(worked().sensitivity(BeatClass.Q)).isNaN();
  }

  @Test
  void theAverageLeavesOutRecordsWithoutTheClass() {
    BeatConfusion without = new BeatConfusion();
    add(without, BeatClass.N, BeatClass.N, 5);
    BeatReport report =
        new BeatReport(
            "test",
            "model",
            java.util.List.of(
                new BeatReport.OfRecord(1, worked()), new BeatReport.OfRecord(2, without)),
            0,
            0,
            0);

    assertThat(report.average(confusion -> confusion.sensitivity(BeatClass.S)))
        .isCloseTo(0.6, within(1e-12));
    assertThat(report.gross().annotated(BeatClass.N)).isEqualTo(105);
    assertThat(report.without(1).total()).isEqualTo(5);
  }

  @Test
  void theJsonHasTheShapeThatScriptsRelyOn() throws Exception {
    BeatReport report =
        new BeatReport(
            "inter-patient",
            "dfnet/0.1.0",
            java.util.List.of(new BeatReport.OfRecord(100, worked())),
            3,
            0.01,
            0.5);

    var json =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .readTree(BeatReportText.of(report, Format.JSON));

    assertThat(json.get("protocol").asText()).isEqualTo("inter-patient");
    assertThat(json.get("accuracy").asDouble()).isEqualTo(0.832);
    assertThat(json.get("classes").get("S").get("n").asInt()).isEqualTo(10);
    assertThat(json.get("classes").get("S").get("se").asDouble()).isEqualTo(0.6);
    assertThat(json.get("classes").get("S").get("ppv").asDouble()).isEqualTo(0.375);
    assertThat(json.get("classes").get("Q").get("se").isNull()).isTrue();
    assertThat(json.get("records").get(0).get("record").asText()).isEqualTo("100");
  }
}
