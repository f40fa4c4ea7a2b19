package org.einthoven.ecg.statement;

/** The criteria that measurements are held against, with their sources. */
public enum Criterion {
  /** A P wave of a sinus axis before the QRS complexes, 50 to 100 beats a minute. */
  SINUS_RHYTHM("Mason et al. 2007, AHA/ACC/HRS standardization, part II"),
  /** The same below 50 beats a minute. */
  SINUS_BRADYCARDIA("Kusumoto et al. 2018, ACC/AHA/HRS guideline on bradycardia"),
  /** The same above 100 beats a minute. */
  SINUS_TACHYCARDIA("Mason et al. 2007, AHA/ACC/HRS standardization, part II"),
  /** PR above 200 ms. */
  FIRST_DEGREE_AV_BLOCK("Kusumoto et al. 2018, ACC/AHA/HRS guideline on bradycardia"),
  /** A QRS axis from −30 to −90 degrees. */
  LEFT_AXIS_DEVIATION("Surawicz et al. 2009, AHA/ACCF/HRS recommendations, part III"),
  /** A QRS axis above 90 degrees. */
  RIGHT_AXIS_DEVIATION("Surawicz et al. 2009, AHA/ACCF/HRS recommendations, part III"),
  /** QTc of 450 ms in men, 460 ms in women and more, without a wide QRS complex. */
  PROLONGED_QT("Rautaharju et al. 2009, AHA/ACCF/HRS recommendations, part IV"),
  /** QRS complexes below 0.5 mV from top to bottom in all limb leads. */
  LOW_QRS_VOLTAGE("Mason et al. 2007, AHA/ACC/HRS standardization, part II"),
  /** Sokolow-Lyon or Cornell voltage. */
  LEFT_VENTRICULAR_VOLTAGE("Hancock et al. 2009, AHA/ACCF/HRS recommendations, part V");

  private final String source;

  Criterion(String source) {
    this.source = source;
  }

  /** Where the limit was published. */
  public String source() {
    return source;
  }
}
