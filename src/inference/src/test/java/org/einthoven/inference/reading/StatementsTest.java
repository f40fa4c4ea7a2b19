package org.einthoven.inference.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.recording.Lead;
import org.junit.jupiter.api.Test;

class StatementsTest {

  private static final Assessed<InfarctionScore> NO_INFARCTION_SCORE =
      new Assessed.NotAssessed<>("needs twelve leads");
  private static final Assessed<List<ReadBeat>> NO_BEATS =
      new Assessed.NotAssessed<>("too few beats");
  private static final Assessed<List<AbnormalityScore>> NO_ABNORMALITIES =
      new Assessed.NotAssessed<>("the model has no such head");

  private static final Assessed<FibrillationScore> NO_FIBRILLATION =
      new Assessed.NotAssessed<>("too few beats");

  private static FibrillationScore fibrillation(double... probabilities) {
    List<FibrillationScore.Stretch> stretches = new ArrayList<>();
    for (int i = 0; i < probabilities.length; i++) {
      stretches.add(
          new FibrillationScore.Stretch(
              50 * i, 50 * (i + 1), 60 + i, probabilities[i], "irregular RR intervals"));
    }
    return new FibrillationScore(Lead.II, 0.6, stretches, 0);
  }

  private static List<Statement> ofFibrillation(double... probabilities) {
    return Statements.of(
        NO_BEATS,
        NO_INFARCTION_SCORE,
        NO_ABNORMALITIES,
        new Assessed.Value<>(fibrillation(probabilities)));
  }

  @Test
  void whatMeasurementsAndTheModelStateAlikeIsOneStatementWithBothReasons() {
    Statement measured =
        new Statement(
            StatementCode.LEFT_BUNDLE_BRANCH_BLOCK, "Left bundle branch block", null, "QRS 150 ms");
    Statement scored =
        new Statement(
            StatementCode.LEFT_BUNDLE_BRANCH_BLOCK, "ECG pattern of it", 0.9, "probability 0.90");
    Statement other =
        new Statement(StatementCode.LEFT_AXIS_DEVIATION, "Left axis deviation", null, "-40°");

    assertThat(Statements.merged(List.of(measured, other, scored)))
        .containsExactly(
            new Statement(
                StatementCode.LEFT_BUNDLE_BRANCH_BLOCK,
                "Left bundle branch block",
                0.9,
                "QRS 150 ms; probability 0.90"),
            other);
  }

  @Test
  void fibrillationIsStatedFromItsThresholdOnWithWhatItRestsOn() {
    assertThat(ofFibrillation(0.59)).isEmpty();

    Statement statement = ofFibrillation(0.97).get(0);

    assertThat(statement.code()).isEqualTo(StatementCode.ATRIAL_FIBRILLATION);
    assertThat(statement.code().snomed()).isEqualTo("164889003");
    assertThat(statement.text()).isEqualTo("Atrial fibrillation");
    assertThat(statement.probability()).isEqualTo(0.97);
    assertThat(statement.reason())
        .isEqualTo("lead II, 60 beats: irregular RR intervals; probability 0.97, stated from 0.60");
  }

  @Test
  void ofALongRecordingItIsSaidInHowManyStretches() {
    Statement statement = ofFibrillation(0.1, 0.7, 0.9, 0.2).get(0);

    assertThat(statement.text()).isEqualTo("Atrial fibrillation in 2 of 4 stretches of 50 s");
    assertThat(statement.probability()).isEqualTo(0.9);
    assertThat(statement.reason()).contains("the likeliest stretch, from 100 s to 150 s, 62 beats");
  }

  @Test
  void countsTheBeatsThatArePrematureAndVentricular() {
    List<Statement> statements =
        Statements.of(
            beats(BeatClass.N, 0.9, BeatClass.V, 0.97, BeatClass.N, 0.9, BeatClass.V, 0.8),
            NO_INFARCTION_SCORE,
            NO_ABNORMALITIES,
            NO_FIBRILLATION);

    assertThat(statements).hasSize(1);
    assertThat(statements.get(0).code()).isEqualTo(StatementCode.VENTRICULAR_PREMATURE_BEATS);
    assertThat(statements.get(0).text()).contains("2 of 4");
    assertThat(statements.get(0).probability()).isEqualTo(0.97);
  }

  @Test
  void saysHowVentricularBeatsFollowOneAnother() {
    BeatClass n = BeatClass.N;
    BeatClass v = BeatClass.V;

    assertThat(ofBeats(n, v, n, v, v, n, n, v, v, v, v, n).text())
        .isEqualTo(
            "Ventricular premature beats: 7 of 12 beats; 1 couplet, 1 run of three or more, 1 faster"
                + " than 100/min as in ventricular tachycardia (the longest 4 beats from 2.8 s on at"
                + " 150/min)");
    assertThat(ofBeats(n, v, n, v, n, v, n).text())
        .isEqualTo("Ventricular premature beats: 3 of 7 beats; 1 episode of bigeminy");
    assertThat(ofBeats(n, v, n, n).text()).isEqualTo("Ventricular premature beats: 1 of 4 beats");
  }

  @Test
  void aBeatThatTheModelDoubtsIsNotStated() {
    assertThat(
            Statements.of(
                beats(BeatClass.N, 0.9, BeatClass.V, 0.45),
                NO_INFARCTION_SCORE,
                NO_ABNORMALITIES,
                NO_FIBRILLATION))
        .isEmpty();
  }

  @Test
  void supraventricularAndFusionBeatsAreNotStated() {
    assertThat(
            Statements.of(
                beats(BeatClass.N, 0.9, BeatClass.S, 0.95, BeatClass.F, 0.99),
                NO_INFARCTION_SCORE,
                NO_ABNORMALITIES,
                NO_FIBRILLATION))
        .isEmpty();
  }

  @Test
  void infarctionIsStatedFromItsThresholdOn() {
    assertThat(ofInfarction(0.41, 0.42)).isEmpty();
    assertThat(ofInfarction(0.42, 0.42))
        .extracting(Statement::code)
        .containsExactly(StatementCode.MYOCARDIAL_INFARCTION);
  }

  @Test
  void anInfarctionScoreNearItsThresholdIsStatedAsBorderline() {
    assertThat(ofInfarction(0.43, 0.42).get(0).text()).startsWith("Borderline");
    assertThat(ofInfarction(0.95, 0.42).get(0).text()).startsWith("ECG pattern");
    assertThat(ofInfarction(1, 0.42).get(0).text()).startsWith("ECG pattern");
  }

  @Test
  void noStatementClaimsCertainty() {
    assertThat(ofInfarction(0.9996, 0.42).get(0).reason()).contains("probability >0.99,");
  }

  @Test
  void anAbnormalityIsStatedOnlyWhereTheModelIsRightOftenEnough() {
    AbnormalityScore block =
        new AbnormalityScore("LBBB", "left bundle branch block", "164909002", 0.9, 0.5, true);
    AbnormalityScore oftenWrong =
        new AbnormalityScore("HYP", "hypertrophy or atrial enlargement", null, 0.9, 0.5, false);
    AbnormalityScore low =
        new AbnormalityScore("CD", "conduction disturbance", null, 0.4, 0.5, true);
    AbnormalityScore unknown = new AbnormalityScore("XYZ", "what is new", null, 0.9, 0.5, true);

    List<Statement> statements =
        Statements.of(
            NO_BEATS,
            NO_INFARCTION_SCORE,
            new Assessed.Value<>(List.of(block, oftenWrong, low, unknown)),
            NO_FIBRILLATION);

    assertThat(statements)
        .extracting(Statement::code)
        .containsExactly(StatementCode.LEFT_BUNDLE_BRANCH_BLOCK);
    assertThat(statements.get(0).text()).isEqualTo("ECG pattern of left bundle branch block");
  }

  private static List<Statement> ofInfarction(double probability, double threshold) {
    return Statements.of(
        NO_BEATS,
        new Assessed.Value<>(new InfarctionScore(probability, threshold)),
        NO_ABNORMALITIES,
        NO_FIBRILLATION);
  }

  private static Statement ofBeats(BeatClass... classes) {
    List<ReadBeat> beats = new ArrayList<>();
    for (int i = 0; i < classes.length; i++) {
      beats.add(new ReadBeat(i * 0.4, classes[i], 0.9));
    }
    return Statements.of(
            new Assessed.Value<>(beats), NO_INFARCTION_SCORE, NO_ABNORMALITIES, NO_FIBRILLATION)
        .get(0);
  }

  private static Assessed<List<ReadBeat>> beats(Object... classesAndProbabilities) {
    List<ReadBeat> beats = new ArrayList<>();
    for (int i = 0; i < classesAndProbabilities.length; i += 2) {
      beats.add(
          new ReadBeat(
              i * 0.4,
              (BeatClass) classesAndProbabilities[i],
              (Double) classesAndProbabilities[i + 1]));
    }
    return new Assessed.Value<>(beats);
  }
}
