package org.einthoven.inference.reading;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a reading can state.
 *
 * <p>SNOMED CT codes are those of the PhysioNet/CinC 2021 Challenge and of SNOMED's international
 * edition; a rhythm is never stated from the rate alone: a sinus rhythm needs its P waves.
 * Supraventricular and fusion beats are counted and not stated: it is not shown in enough patients
 * that most of the model's calls of them are right (docs/adr/0002). A group of abnormalities, such
 * as hypertrophy of either ventricle or enlargement of an atrium, has no SNOMED CT concept here.
 */
public enum StatementCode {
  SINUS_RHYTHM("SR", "426783006", "Sinus rhythm"),
  SINUS_BRADYCARDIA("SBRAD", "426177001", "Sinus bradycardia"),
  SINUS_TACHYCARDIA("STACH", "427084000", "Sinus tachycardia"),
  LEFT_AXIS_DEVIATION("LAD", "39732003", "Left axis deviation"),
  LEFT_ANTERIOR_FASCICULAR_BLOCK("LAFB", "445118002", "Left anterior fascicular block"),
  LEFT_VENTRICULAR_VOLTAGE("VCLVH", null, "High left ventricular voltage"),
  INFERIOR_Q_WAVES("QINF", null, "Q waves in inferior leads, as after an infarction"),
  ANTERIOR_Q_WAVES("QANT", null, "Q waves in anterior leads, as after an infarction"),
  ST_DEPRESSION("STD", "429622005", "ST segment depression"),
  ATRIAL_FIBRILLATION("AFIB", "164889003", "Atrial fibrillation"),
  VENTRICULAR_PREMATURE_BEATS("VPB", "17338001", "Ventricular premature beats"),
  MYOCARDIAL_INFARCTION("MI", "164865005", "Myocardial infarction (ECG finding)"),
  ST_T_CHANGE("STTC", null, "ST or T wave change"),
  CONDUCTION_DISTURBANCE("CD", null, "Conduction disturbance"),
  HYPERTROPHY("HYP", null, "Hypertrophy or atrial enlargement"),
  LEFT_BUNDLE_BRANCH_BLOCK("LBBB", "164909002", "Left bundle branch block"),
  RIGHT_BUNDLE_BRANCH_BLOCK("RBBB", "59118001", "Right bundle branch block"),
  LEFT_VENTRICULAR_HYPERTROPHY("LVH", "164873001", "Left ventricular hypertrophy (ECG finding)");

  private final String shortName;
  private final @Nullable String snomed;
  private final String display;

  StatementCode(String shortName, @Nullable String snomed, String display) {
    this.shortName = shortName;
    this.snomed = snomed;
    this.display = display;
  }

  /** The short name in JSON and on the command line. */
  public String shortName() {
    return shortName;
  }

  /** The statement of a short name, empty where this program has none. */
  static Optional<StatementCode> of(String shortName) {
    return Arrays.stream(values()).filter(code -> code.shortName.equals(shortName)).findFirst();
  }

  /** The SNOMED CT concept, null where no single one says the same. */
  public @Nullable String snomed() {
    return snomed;
  }

  /** The display text of the concept. */
  public String display() {
    return display;
  }
}
