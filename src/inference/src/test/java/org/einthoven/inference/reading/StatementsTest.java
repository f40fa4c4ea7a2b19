package org.einthoven.inference.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.junit.jupiter.api.Test;

class StatementsTest {

  private static final RrIntervals REGULAR =
      new RrIntervals(new double[] {800, 810, 800, 790, 800, 800});
  private static final RrIntervals IRREGULAR =
      new RrIntervals(new double[] {600, 900, 500, 1000, 700, 450});
  private static final Assessed<InfarctionScore> NO_INFARCTION_SCORE =
      new Assessed.NotAssessed<>("needs twelve leads");

  @Test
  void countsTheBeatsThatArePrematureAndVentricular() {
    List<Statement> statements =
        Statements.of(
            beats(BeatClass.N, 0.9, BeatClass.V, 0.97, BeatClass.N, 0.9, BeatClass.V, 0.8),
            REGULAR,
            NO_INFARCTION_SCORE);

    assertThat(statements).hasSize(1);
    assertThat(statements.get(0).code()).isEqualTo(StatementCode.VENTRICULAR_PREMATURE_BEATS);
    assertThat(statements.get(0).text()).contains("2 of 4");
    assertThat(statements.get(0).probability()).isEqualTo(0.97);
  }

  @Test
  void aBeatThatTheModelDoubtsIsNotStated() {
    assertThat(
            Statements.of(beats(BeatClass.N, 0.9, BeatClass.V, 0.45), REGULAR, NO_INFARCTION_SCORE))
        .isEmpty();
  }

  @Test
  void prematurityIsNotStatedInAnIrregularRhythm() {
    Assessed<List<ReadBeat>> beats = beats(BeatClass.N, 0.9, BeatClass.S, 0.95);

    assertThat(Statements.of(beats, REGULAR, NO_INFARCTION_SCORE))
        .extracting(Statement::code)
        .containsExactly(StatementCode.SUPRAVENTRICULAR_PREMATURE_BEATS);
    assertThat(Statements.of(beats, IRREGULAR, NO_INFARCTION_SCORE)).isEmpty();
  }

  @Test
  void infarctionIsStatedFromItsThresholdOn() {
    Assessed<List<ReadBeat>> none = new Assessed.NotAssessed<>("too few beats");

    assertThat(Statements.of(none, REGULAR, new Assessed.Value<>(new InfarctionScore(0.41, 0.42))))
        .isEmpty();
    assertThat(Statements.of(none, REGULAR, new Assessed.Value<>(new InfarctionScore(0.42, 0.42))))
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
