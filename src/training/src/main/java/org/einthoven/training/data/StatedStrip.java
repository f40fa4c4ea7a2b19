package org.einthoven.training.data;

/**
 * A short ECG of which a database states the rhythm, while nobody annotated its beats. It can teach
 * what its beats are not, and in a rhythm without ectopic beats what they are.
 *
 * @param statement what is stated
 * @param windows the beats as the model reads them, [beats][4 × 90]; detected, not annotated
 * @param features [beats][features]
 * @param patient the same beats in millivolts
 */
public record StatedStrip(
    Statement statement, float[][] windows, float[][] features, PatientBeats patient) {

  /** What a database states of a rhythm, as far as it concerns the classes of its beats. */
  public enum Statement {
    /** Sinus rhythm, and no ectopic beat is mentioned: all beats are N. */
    SINUS,
    /** Atrial fibrillation or flutter: no beat is S. */
    FIBRILLATION,
    /** Ventricular ectopic beats and no supraventricular ones: some beat is V and none S. */
    VENTRICULAR,
    /** Supraventricular ectopic beats and no ventricular ones: some beat is S and none V. */
    SUPRAVENTRICULAR,
    /** Both: some beat is S and some V. */
    BOTH;

    /** Whether ectopic beats are stated, without saying which. */
    public boolean isOfSome() {
      return this == VENTRICULAR || this == SUPRAVENTRICULAR || this == BOTH;
    }
  }
}
