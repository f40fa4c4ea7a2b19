package org.einthoven.training.evaluation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.einthoven.ecg.statement.Criterion;
import org.einthoven.ecg.statement.MeasuredFinding;

/** How often each criterion is met in records whose annotators say so, and in others. */
final class StatementEvaluation {

  /**
   * What was counted for a criterion.
   *
   * @param labelled records whose annotators say so
   * @param judged records that could be compared
   */
  record Counts(int labelled, int judged, int found, int right) {

    static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts with(boolean isLabelled, boolean isFound) {
      return new Counts(
          labelled + (isLabelled ? 1 : 0),
          judged + 1,
          found + (isFound ? 1 : 0),
          right + (isLabelled && isFound ? 1 : 0));
    }

    double sensitivity() {
      return labelled == 0 ? Double.NaN : (double) right / labelled;
    }

    double specificity() {
      int others = judged - labelled;
      return others == 0 ? Double.NaN : 1 - (double) (found - right) / others;
    }

    double precision() {
      return found == 0 ? Double.NaN : (double) right / found;
    }
  }

  /** What PTB-XL calls subendocardial injury is ST depression as well. */
  private static final Set<String> ST_DEPRESSION =
      Set.of(
          "STD_", "NST_", "DIG", "ISC_", "ISCAL", "ISCAN", "ISCAS", "ISCIL", "ISCIN", "ISCLA",
          "INJAL", "INJAS", "INJIL", "INJIN", "INJLA");

  private static final Map<Criterion, Set<String>> LABELS = new EnumMap<>(Criterion.class);

  static {
    LABELS.put(Criterion.SINUS_RHYTHM, Set.of("SR", "SARRH"));
    LABELS.put(Criterion.SINUS_BRADYCARDIA, Set.of("SBRAD"));
    LABELS.put(Criterion.SINUS_TACHYCARDIA, Set.of("STACH"));
    LABELS.put(Criterion.FIRST_DEGREE_AV_BLOCK, Set.of("1AVB", "LPR"));
    LABELS.put(Criterion.LEFT_AXIS_DEVIATION, Set.of("LAD", "ALAD"));
    LABELS.put(Criterion.RIGHT_AXIS_DEVIATION, Set.of("RAD", "ARAD", "AXR"));
    LABELS.put(Criterion.LEFT_BUNDLE_BRANCH_BLOCK, Set.of("CLBBB"));
    LABELS.put(Criterion.RIGHT_BUNDLE_BRANCH_BLOCK, Set.of("CRBBB", "IRBBB"));
    LABELS.put(Criterion.INCOMPLETE_RIGHT_BUNDLE_BRANCH_BLOCK, Set.of("CRBBB", "IRBBB"));
    LABELS.put(Criterion.LEFT_ANTERIOR_FASCICULAR_BLOCK, Set.of("LAFB"));
    LABELS.put(Criterion.PROLONGED_QT, Set.of("LNGQT"));
    LABELS.put(Criterion.LOW_QRS_VOLTAGE, Set.of("LVOLT"));
    LABELS.put(Criterion.LEFT_VENTRICULAR_VOLTAGE, Set.of("LVH", "VCLVH", "HVOLT"));
    LABELS.put(Criterion.CORNELL_VOLTAGE, Set.of("LVH", "VCLVH", "HVOLT"));
    LABELS.put(Criterion.INFERIOR_Q_WAVES, Set.of("IMI", "ILMI", "IPMI", "IPLMI"));
    LABELS.put(Criterion.ANTERIOR_Q_WAVES, Set.of("AMI", "ASMI", "ALMI"));
    LABELS.put(Criterion.ST_DEPRESSION, ST_DEPRESSION);
    LABELS.put(Criterion.SINUS_ARRHYTHMIA, Set.of("SARRH"));
    LABELS.put(Criterion.T_WAVE_INVERSION, Set.of("INVT", "TAB_", "NT_", "NDT", "ISC_"));
    LABELS.put(Criterion.ST_ELEVATION, Set.of("STE_"));
  }

  private final Map<Criterion, Counts> counts = new EnumMap<>(Criterion.class);
  private int records;

  /** The labels that mean the same as a criterion. */
  static Set<String> labels(Criterion criterion) {
    return LABELS.getOrDefault(criterion, Set.of());
  }

  /**
   * Adds a record.
   *
   * @param found what measurements meet
   * @param labels the annotators' statements
   * @param axis the annotated axis, empty where there is none: then no axis is judged
   */
  void add(List<MeasuredFinding> found, Set<String> labels, String axis) {
    records++;
    for (Criterion criterion : Criterion.values()) {
      boolean ofAxis =
          criterion == Criterion.LEFT_AXIS_DEVIATION || criterion == Criterion.RIGHT_AXIS_DEVIATION;
      if (ofAxis && axis.isEmpty()) {
        continue;
      }
      Set<String> meant = labels(criterion);
      boolean labelled = ofAxis ? meant.contains(axis) : labels.stream().anyMatch(meant::contains);
      boolean met = found.stream().anyMatch(finding -> finding.criterion() == criterion);
      counts.merge(
          criterion, Counts.NONE.with(labelled, met), (before, one) -> before.with(labelled, met));
    }
  }

  int records() {
    return records;
  }

  Counts of(Criterion criterion) {
    return counts.getOrDefault(criterion, Counts.NONE);
  }
}
