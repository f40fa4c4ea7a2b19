package org.einthoven.ecg.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.einthoven.ecg.recording.Lead;
import org.junit.jupiter.api.Test;

/** Criteria on the shape of the leads, at and beside their limits. */
class LeadCriteriaTest {

  private static List<Criterion> criteria(MeasuredLeads measured, Person person) {
    return MeasuredFindings.of(measured.make(), person).stream()
        .map(MeasuredFinding::criterion)
        .toList();
  }

  private static List<Criterion> criteria(MeasuredLeads measured) {
    return criteria(measured, Person.UNKNOWN);
  }

  private static MeasuredLeads leftBundle(double qrs, double rPeak) {
    return MeasuredLeads.withQrs(qrs)
        .lead(Lead.V1, 0, 0.1, -1.5)
        .lead(Lead.I, 0, 1, 0)
        .shape(Lead.V5, rPeak, 0.1, 0, 0)
        .shape(Lead.V6, rPeak, 0.1, 0, 0);
  }

  private static MeasuredLeads rightBundle(double qrs, double late, double wideS) {
    return MeasuredLeads.withQrs(qrs)
        .shape(Lead.V1, 90, late, 0, 0)
        .shape(Lead.I, 40, -0.1, 0, wideS);
  }

  @Test
  void leftBundleBranchBlockNeedsAWideComplexAndALatePeak() {
    assertThat(criteria(leftBundle(130, 60))).contains(Criterion.LEFT_BUNDLE_BRANCH_BLOCK);
    assertThat(criteria(leftBundle(128, 60))).doesNotContain(Criterion.LEFT_BUNDLE_BRANCH_BLOCK);
    assertThat(criteria(leftBundle(130, 58))).doesNotContain(Criterion.LEFT_BUNDLE_BRANCH_BLOCK);
  }

  @Test
  void aQWaveInLeadIIsNoLeftBundleBranchBlock() {
    assertThat(criteria(leftBundle(150, 80).shape(Lead.I, 50, 0, 30, 0)))
        .doesNotContain(Criterion.LEFT_BUNDLE_BRANCH_BLOCK);
  }

  @Test
  void rightBundleBranchBlockIsCompleteByItsWidth() {
    assertThat(criteria(rightBundle(120, 0.11, 40))).contains(Criterion.RIGHT_BUNDLE_BRANCH_BLOCK);
    assertThat(criteria(rightBundle(118, 0.11, 40)))
        .contains(Criterion.INCOMPLETE_RIGHT_BUNDLE_BRANCH_BLOCK)
        .doesNotContain(Criterion.RIGHT_BUNDLE_BRANCH_BLOCK);
    assertThat(criteria(rightBundle(130, 0.1, 40)))
        .doesNotContain(Criterion.RIGHT_BUNDLE_BRANCH_BLOCK);
    assertThat(criteria(rightBundle(130, 0.2, 38)))
        .doesNotContain(Criterion.RIGHT_BUNDLE_BRANCH_BLOCK);
  }

  @Test
  void leftAnteriorFascicularBlockNeedsItsShapesAndItsAxis() {
    MeasuredLeads shapes =
        MeasuredLeads.withQrs(100)
            .axis(-50)
            .lead(Lead.AVL, -0.05, 0.8, 0)
            .lead(Lead.II, 0, 0.3, -0.6)
            .lead(Lead.III, 0, 0.2, -1)
            .lead(Lead.AVF, 0, 0.2, -0.8);

    assertThat(criteria(shapes)).contains(Criterion.LEFT_ANTERIOR_FASCICULAR_BLOCK);
    assertThat(criteria(shapes.axis(-44))).doesNotContain(Criterion.LEFT_ANTERIOR_FASCICULAR_BLOCK);
    assertThat(criteria(shapes.axis(-50).lead(Lead.III, -1, 0, 0)))
        .as("an inferior infarction turns the axis as well")
        .doesNotContain(Criterion.LEFT_ANTERIOR_FASCICULAR_BLOCK);
  }

  @Test
  void highVoltageNeedsAnAge() {
    MeasuredLeads high =
        MeasuredLeads.withQrs(90).lead(Lead.V1, 0, 0.2, -1.5).lead(Lead.V5, 0, 2.1, 0);

    assertThat(criteria(high, new Person(Sex.UNKNOWN, OptionalInt.of(40))))
        .contains(Criterion.LEFT_VENTRICULAR_VOLTAGE);
    assertThat(criteria(high, new Person(Sex.UNKNOWN, OptionalInt.of(39))))
        .doesNotContain(Criterion.LEFT_VENTRICULAR_VOLTAGE);
    assertThat(criteria(high)).doesNotContain(Criterion.LEFT_VENTRICULAR_VOLTAGE);
  }

  @Test
  void cornellVoltageHasALimitForEitherSex() {
    MeasuredLeads high =
        MeasuredLeads.withQrs(90).lead(Lead.V3, 0, 0.2, -1.5).lead(Lead.AVL, 0, 0.8, 0);

    assertThat(criteria(high, new Person(Sex.FEMALE, OptionalInt.empty())))
        .contains(Criterion.CORNELL_VOLTAGE);
    assertThat(criteria(high, new Person(Sex.MALE, OptionalInt.empty())))
        .doesNotContain(Criterion.CORNELL_VOLTAGE);
    assertThat(criteria(high)).doesNotContain(Criterion.CORNELL_VOLTAGE);
  }

  @Test
  void inferiorQWavesNeedTwoLeads() {
    MeasuredLeads one =
        MeasuredLeads.withQrs(90).lead(Lead.III, -0.2, 0.4, 0).shape(Lead.III, 50, 0, 30, 0);
    assertThat(criteria(one)).doesNotContain(Criterion.INFERIOR_Q_WAVES);

    one.lead(Lead.AVF, -0.1, 0.4, 0).shape(Lead.AVF, 50, 0, 30, 0);
    assertThat(criteria(one)).contains(Criterion.INFERIOR_Q_WAVES);

    one.shape(Lead.AVF, 50, 0, 28, 0);
    assertThat(criteria(one)).doesNotContain(Criterion.INFERIOR_Q_WAVES);
  }

  @Test
  void aQsComplexInV2IsAnAnteriorQWaveUnlessTheComplexIsWide() {
    assertThat(
            criteria(
                MeasuredLeads.withQrs(90).lead(Lead.V2, -1, 0, 0).shape(Lead.V2, 90, 0, 70, 0)))
        .contains(Criterion.ANTERIOR_Q_WAVES);
    assertThat(
            criteria(
                MeasuredLeads.withQrs(120).lead(Lead.V2, -1, 0, 0).shape(Lead.V2, 90, 0, 70, 0)))
        .doesNotContain(Criterion.ANTERIOR_Q_WAVES);
  }

  @Test
  void stDepressionNeedsTwoLeadsOfATerritory() {
    MeasuredLeads measured = MeasuredLeads.withQrs(90).st(Lead.V4, -0.12).st(Lead.II, -0.12);
    assertThat(criteria(measured)).doesNotContain(Criterion.ST_DEPRESSION);

    assertThat(criteria(measured.st(Lead.V5, -0.1))).contains(Criterion.ST_DEPRESSION);
    assertThat(criteria(measured.st(Lead.V5, -0.09))).doesNotContain(Criterion.ST_DEPRESSION);
  }

  @Test
  void theReasonNamesTheLeadsAndTheirValues() {
    MeasuredLeads measured = MeasuredLeads.withQrs(90).st(Lead.V4, -0.12).st(Lead.V5, -0.15);

    assertThat(MeasuredFindings.of(measured.make(), Person.UNKNOWN))
        .filteredOn(finding -> finding.criterion() == Criterion.ST_DEPRESSION)
        .singleElement()
        .extracting(MeasuredFinding::reason)
        .asString()
        .endsWith("in V4 (-120 µV), V5 (-150 µV)");
  }

  @Test
  void whatWasNotMeasuredMeetsNothing() {
    assertThat(criteria(MeasuredLeads.notMeasured())).isEmpty();
  }
}
