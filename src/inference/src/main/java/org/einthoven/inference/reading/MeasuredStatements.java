package org.einthoven.inference.reading;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.statement.Criterion;
import org.einthoven.ecg.statement.MeasuredFinding;

/**
 * What is stated from measurements: the criteria of which at least four in five findings, of thirty
 * or more, agree with the annotators of PTB-XL's folds 1 to 8 (docs/results/statements.md). A sinus
 * rhythm is not stated beside atrial fibrillation, or where most beats are ectopic.
 */
public final class MeasuredStatements {

  private static final Map<Criterion, StatementCode> STATED = new EnumMap<>(Criterion.class);

  static {
    STATED.put(Criterion.SINUS_RHYTHM, StatementCode.SINUS_RHYTHM);
    STATED.put(Criterion.SINUS_BRADYCARDIA, StatementCode.SINUS_BRADYCARDIA);
    STATED.put(Criterion.SINUS_TACHYCARDIA, StatementCode.SINUS_TACHYCARDIA);
    STATED.put(Criterion.LEFT_AXIS_DEVIATION, StatementCode.LEFT_AXIS_DEVIATION);
    STATED.put(Criterion.LEFT_BUNDLE_BRANCH_BLOCK, StatementCode.LEFT_BUNDLE_BRANCH_BLOCK);
    STATED.put(Criterion.RIGHT_BUNDLE_BRANCH_BLOCK, StatementCode.RIGHT_BUNDLE_BRANCH_BLOCK);
    STATED.put(
        Criterion.LEFT_ANTERIOR_FASCICULAR_BLOCK, StatementCode.LEFT_ANTERIOR_FASCICULAR_BLOCK);
    STATED.put(Criterion.LEFT_VENTRICULAR_VOLTAGE, StatementCode.LEFT_VENTRICULAR_VOLTAGE);
    STATED.put(Criterion.INFERIOR_Q_WAVES, StatementCode.INFERIOR_Q_WAVES);
    STATED.put(Criterion.ANTERIOR_Q_WAVES, StatementCode.ANTERIOR_Q_WAVES);
    STATED.put(Criterion.ST_DEPRESSION, StatementCode.ST_DEPRESSION);
  }

  private MeasuredStatements() {}

  /** Whether a reading states what meets this criterion. */
  public static boolean states(Criterion criterion) {
    return STATED.containsKey(criterion);
  }

  static List<Statement> of(
      List<MeasuredFinding> found,
      Assessed<List<ReadBeat>> beats,
      Assessed<FibrillationScore> fibrillation) {
    boolean sinusPossible =
        !fibrillation.toOptional().map(FibrillationScore::reached).orElse(false)
            && mostlyConducted(beats.toOptional().orElse(List.of()));
    return found.stream()
        .filter(finding -> STATED.containsKey(finding.criterion()))
        .filter(finding -> sinusPossible || !isSinus(finding.criterion()))
        .map(MeasuredStatements::statement)
        .toList();
  }

  private static boolean mostlyConducted(List<ReadBeat> beats) {
    return 2 * beats.stream().filter(beat -> beat.beatClass() == BeatClass.N).count()
        > beats.size();
  }

  private static boolean isSinus(Criterion criterion) {
    return switch (criterion) {
      case SINUS_RHYTHM, SINUS_BRADYCARDIA, SINUS_TACHYCARDIA -> true;
      default -> false;
    };
  }

  private static Statement statement(MeasuredFinding finding) {
    StatementCode code = STATED.getOrDefault(finding.criterion(), StatementCode.SINUS_RHYTHM);
    return new Statement(
        code, code.display(), null, finding.reason() + "; " + finding.criterion().source());
  }
}
