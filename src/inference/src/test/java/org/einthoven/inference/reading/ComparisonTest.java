package org.einthoven.inference.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.einthoven.inference.ModelIdentity;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  /** A reading in which all was assessed unless it is told otherwise. */
  private static final class Made {
    private final Map<EcgValue, Assessed<Double>> values = new EnumMap<>(EcgValue.class);
    private final List<Statement> statements = new ArrayList<>();
    private double rate = 70;
    private String version = "1.0.0";
    private boolean scored = true;

    Made() {
      value(EcgValue.PR, 160).value(EcgValue.QRS, 95).value(EcgValue.QRS_AXIS, 40);
    }

    Made value(EcgValue value, double measured) {
      values.put(value, new Assessed.Value<>(measured));
      return this;
    }

    Made without(EcgValue value) {
      values.put(value, new Assessed.NotAssessed<>("for a reason"));
      return this;
    }

    Made rate(double perMinute) {
      rate = perMinute;
      return this;
    }

    Made states(StatementCode code) {
      statements.add(new Statement(code, code.display(), null, "a reason"));
      return this;
    }

    Made byVersion(String model) {
      version = model;
      return this;
    }

    Made notScored() {
      scored = false;
      return this;
    }

    Reading make() {
      return new Reading(
          10,
          500,
          List.of(),
          List.of(),
          new Quality(Quality.Level.GOOD, List.of()),
          new Assessed.Value<>(rate),
          new Assessed.Value<>(60_000 / rate),
          new Assessed.NotAssessed<>("not here"),
          values,
          new Assessed.NotAssessed<>("not here"),
          Optional.empty(),
          List.of(),
          new Assessed.Value<>(List.of()),
          scored
              ? new Assessed.Value<>(new InfarctionScore(0.1, 0.5))
              : new Assessed.NotAssessed<>("needs twelve leads"),
          new Assessed.Value<>(List.of()),
          new Assessed.NotAssessed<>("too few beats"),
          List.of(),
          statements,
          List.of(),
          new ModelIdentity("dfnet", version, "a", "b", "3", "c"));
    }
  }

  private static Comparison compared(Made earlier, Made later) {
    return Comparison.of(earlier.make(), later.make());
  }

  @Test
  void whatDiffersByLessThanItsLimitHasNotChanged() {
    assertThat(
            compared(
                    new Made(),
                    new Made()
                        .rate(90)
                        .value(EcgValue.PR, 190)
                        .value(EcgValue.QRS, 125)
                        .value(EcgValue.QRS_AXIS, 10))
                .changes())
        .isEmpty();
  }

  @Test
  void whatDiffersByMoreIsSaidWithBothValuesAndTheLimit() {
    assertThat(compared(new Made(), new Made().value(EcgValue.QRS, 126)).changes())
        .containsExactly("QRS duration 126 ms, was 95 ms (by more than 30 ms)");
    assertThat(compared(new Made(), new Made().rate(45)).changes())
        .containsExactly("heart rate 45/min, was 70/min (by more than 20/min)");
  }

  @Test
  void axesAreComparedRoundTheCircle() {
    assertThat(
            compared(
                    new Made().value(EcgValue.QRS_AXIS, 175),
                    new Made().value(EcgValue.QRS_AXIS, -170))
                .changes())
        .isEmpty();
  }

  @Test
  void aNewStatementAndOneThatIsGoneAreSaid() {
    Comparison found =
        compared(
            new Made().states(StatementCode.SINUS_RHYTHM),
            new Made().states(StatementCode.LEFT_BUNDLE_BRANCH_BLOCK));

    assertThat(found.changes())
        .containsExactly("no longer stated: Sinus rhythm", "new: Left bundle branch block");
  }

  @Test
  void whatWasNotAssessedInOneIsNotCompared() {
    Comparison found = compared(new Made(), new Made().without(EcgValue.PR));

    assertThat(found.changes()).isEmpty();
    assertThat(found.notCompared()).containsExactly("PR interval (not assessed now)");
  }

  @Test
  void aStatementIsNeitherNewNorGoneWhereTheOtherReadingCouldNotMakeIt() {
    assertThat(
            compared(new Made().notScored(), new Made().states(StatementCode.MYOCARDIAL_INFARCTION))
                .changes())
        .isEmpty();
    assertThat(
            compared(new Made().states(StatementCode.MYOCARDIAL_INFARCTION), new Made().notScored())
                .notCompared())
        .containsExactly("Myocardial infarction (ECG finding) (stated then, not assessed now)");
  }

  @Test
  void anotherModelIsSaid() {
    assertThat(compared(new Made().byVersion("0.9.0"), new Made()).notCompared())
        .containsExactly("the earlier ECG was read by dfnet/0.9.0, this one by another model");
  }

  @Test
  void anEcgHasNotChangedFromItself() {
    Made made = new Made().states(StatementCode.SINUS_RHYTHM);

    assertThat(compared(made, made)).isEqualTo(new Comparison(List.of(), List.of()));
  }

  @Test
  void theSentenceSaysWithWhatAndWhatWasNotCompared() {
    assertThat(new Comparison(List.of(), List.of("PR interval")).sentence("the ECG of 2026"))
        .isEqualTo(
            "Compared with the ECG of 2026: no change beyond the limits of measurement. Not"
                + " compared: PR interval.");
  }
}
