package org.einthoven.ecg.statement;

/** The criteria that measurements are held against, with their sources. */
public enum Criterion {
  /** A P wave of a sinus axis before the QRS complexes, 50 to 100 beats a minute. */
  SINUS_RHYTHM("Mason et al. 2007, AHA/ACC/HRS standardization, part II"),
  /** The same below 50 beats a minute. */
  SINUS_BRADYCARDIA("Kusumoto et al. 2018, ACC/AHA/HRS guideline on bradycardia"),
  /** The same above 100 beats a minute. */
  SINUS_TACHYCARDIA("Mason et al. 2007, AHA/ACC/HRS standardization, part II"),
  /** Sinus rhythm whose RR intervals differ by more than 120 ms between longest and shortest. */
  SINUS_ARRHYTHMIA("Mason et al. 2007, AHA/ACC/HRS standardization, part II"),
  /** PR above 200 ms. */
  FIRST_DEGREE_AV_BLOCK("Kusumoto et al. 2018, ACC/AHA/HRS guideline on bradycardia"),
  /** A QRS axis from −30 to −90 degrees. */
  LEFT_AXIS_DEVIATION("Surawicz et al. 2009, AHA/ACCF/HRS recommendations, part III"),
  /** A QRS axis above 90 degrees. */
  RIGHT_AXIS_DEVIATION("Surawicz et al. 2009, AHA/ACCF/HRS recommendations, part III"),
  /** QRS of 130 ms and more, V1 mostly negative, a late R peak in V5 or V6, no wide S or Q in I. */
  LEFT_BUNDLE_BRANCH_BLOCK("Surawicz et al. 2009, AHA/ACCF/HRS recommendations, part III"),
  /** QRS of 120 ms and more, a late R in V1, a wide S in I or V6. */
  RIGHT_BUNDLE_BRANCH_BLOCK("Surawicz et al. 2009, AHA/ACCF/HRS recommendations, part III"),
  /** The same with a narrower QRS complex. */
  INCOMPLETE_RIGHT_BUNDLE_BRANCH_BLOCK(
      "Surawicz et al. 2009, AHA/ACCF/HRS recommendations, part III"),
  /** A QRS axis from −45 to −90 degrees, qR in aVL, rS in II, III and aVF, QRS below 120 ms. */
  LEFT_ANTERIOR_FASCICULAR_BLOCK("Surawicz et al. 2009, AHA/ACCF/HRS recommendations, part III"),
  /** QTc of 450 ms in men, 460 ms in women and more, without a wide QRS complex. */
  PROLONGED_QT("Rautaharju et al. 2009, AHA/ACCF/HRS recommendations, part IV"),
  /** QTc (Framingham) of 390 ms or less. */
  SHORT_QT("Rautaharju et al. 2009, AHA/ACCF/HRS recommendations, part IV"),
  /** QRS complexes below 0.5 mV from top to bottom in all limb leads. */
  LOW_QRS_VOLTAGE("Mason et al. 2007, AHA/ACC/HRS standardization, part II"),
  /** Sokolow-Lyon voltage of 3.5 mV and more at 40 years or more, without a wide QRS complex. */
  LEFT_VENTRICULAR_VOLTAGE("Hancock et al. 2009, AHA/ACCF/HRS recommendations, part V"),
  /** Cornell voltage above 2.8 mV, 2.0 mV in women, without a wide QRS complex. */
  CORNELL_VOLTAGE("Hancock et al. 2009, AHA/ACCF/HRS recommendations, part V"),
  /** Q waves of 30 ms and 0.1 mV in two of II, III and aVF. */
  INFERIOR_Q_WAVES("Thygesen et al. 2018, Fourth Universal Definition of Myocardial Infarction"),
  /** Q waves or QS complexes of 20 ms and 0.1 mV in V2 or V3. */
  ANTERIOR_Q_WAVES("Thygesen et al. 2018, Fourth Universal Definition of Myocardial Infarction"),
  /** ST level of −0.1 mV and less in two leads of a territory. */
  ST_DEPRESSION("Minnesota code 4-1 (Prineas et al. 2010)"),
  /** T waves of −0.1 mV and deeper in two leads of a territory, without a wide QRS complex. */
  T_WAVE_INVERSION("Thygesen et al. 2018, Fourth Universal Definition of Myocardial Infarction"),
  /** The J point above the limit for sex and age in two contiguous leads. */
  ST_ELEVATION("Thygesen et al. 2018, Fourth Universal Definition of Myocardial Infarction");

  private final String source;

  Criterion(String source) {
    this.source = source;
  }

  /** Where the limit was published. */
  public String source() {
    return source;
  }
}
