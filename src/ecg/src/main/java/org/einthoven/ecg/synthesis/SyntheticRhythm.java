package org.einthoven.ecg.synthesis;

/** The rhythms that can be made. */
public enum SyntheticRhythm {
  /** P before every QRS complex, rate modulated by breathing and slow waves. */
  SINUS,
  /** Sinus rhythm with premature ventricular beats: wide, without P, a compensatory pause after. */
  PREMATURE_VENTRICULAR,
  /** Sinus rhythm with premature atrial beats: narrow, another P, no full pause after. */
  PREMATURE_ATRIAL,
  /** Atrial fibrillation: irregular, no P, f waves instead. */
  ATRIAL_FIBRILLATION,
  /** A ventricular pacemaker: a spike before every wide QRS complex, no P, regular. */
  PACED
}
