package org.einthoven.inference.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.junit.jupiter.api.Test;

class StatementsTest {

  private static final Assessed<InfarctionScore> NO_INFARCTION_SCORE =
      new Assessed.NotAssessed<>("needs twelve leads");

  @Test
  void countsTheBeatsThatArePrematureAndVentricular() {
    List<Statement> statements =
        Statements.of(
            beats(BeatClass.N, 0.9, BeatClass.V, 0.97, BeatClass.N, 0.9, BeatClass.V, 0.8),
            NO_INFARCTION_SCORE);

    assertThat(statements).hasSize(1);
    assertThat(statements.get(0).code()).isEqualTo(StatementCode.VENTRICULAR_PREMATURE_BEATS);
    assertThat(statements.get(0).text()).contains("2 of 4");
    assertThat(statements.get(0).probability()).isEqualTo(0.97);
  }

  @Test
  void aBeatThatTheModelDoubtsIsNotStated() {
    assertThat(Statements.of(beats(BeatClass.N, 0.9, BeatClass.V, 0.45), NO_INFARCTION_SCORE))
        .isEmpty();
  }

  @Test
  void supraventricularAndFusionBeatsAreNotStated() {
    assertThat(
            Statements.of(
                beats(BeatClass.N, 0.9, BeatClass.S, 0.95, BeatClass.F, 0.99), NO_INFARCTION_SCORE))
        .isEmpty();
  }

  @Test
  void infarctionIsStatedFromItsThresholdOn() {
    Assessed<List<ReadBeat>> none = new Assessed.NotAssessed<>("too few beats");

    assertThat(Statements.of(none, new Assessed.Value<>(new InfarctionScore(0.41, 0.42))))
        .isEmpty();
    assertThat(Statements.of(none, new Assessed.Value<>(new InfarctionScore(0.42, 0.42))))
        .extracting(Statement::code)
        .containsExactly(StatementCode.MYOCARDIAL_INFARCTION);
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
