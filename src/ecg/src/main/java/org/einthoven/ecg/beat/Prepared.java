package org.einthoven.ecg.beat;

/**
 * The input of one head of the model, or the reason why there is none.
 *
 * @param <T> the input
 */
public sealed interface Prepared<T> {

  /** The recording gives what the head needs. */
  record Ready<T>(T input) implements Prepared<T> {}

  /**
   * The recording does not give what the head needs.
   *
   * @param reason why, in words for a clinician and without patient data
   */
  record NotPossible<T>(String reason) implements Prepared<T> {}
}
