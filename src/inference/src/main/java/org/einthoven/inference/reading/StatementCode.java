package org.einthoven.inference.reading;

/**
 * What a reading can state.
 *
 * <p>SNOMED CT codes are those of the PhysioNet/CinC 2021 Challenge and of SNOMED's international
 * edition; a rhythm is never stated from the rate alone, so a slow or fast rate has no code here.
 * Supraventricular and fusion beats are counted and not stated: most of the model's calls of them
 * in patients it does not know are wrong (see its card).
 */
public enum StatementCode {
  VENTRICULAR_PREMATURE_BEATS("VPB", "17338001", "Ventricular premature beats"),
  MYOCARDIAL_INFARCTION("MI", "164865005", "Myocardial infarction (ECG finding)");

  private final String shortName;
  private final String snomed;
  private final String display;

  StatementCode(String shortName, String snomed, String display) {
    this.shortName = shortName;
    this.snomed = snomed;
    this.display = display;
  }

  /** The short name in JSON and on the command line. */
  public String shortName() {
    return shortName;
  }

  /** The SNOMED CT concept. */
  public String snomed() {
    return snomed;
  }

  /** The display text of the concept. */
  public String display() {
    return display;
  }
}
