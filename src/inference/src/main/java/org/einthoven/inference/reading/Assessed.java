package org.einthoven.inference.reading;

import java.util.Optional;

/**
 * A value, or the reason why there is none.
 *
 * @param <T> the type of the value
 */
public sealed interface Assessed<T> {

  /** It was assessed. */
  record Value<T>(T value) implements Assessed<T> {}

  /**
   * It was not assessed.
   *
   * @param reason why, in words a clinician understands, without patient data
   */
  record NotAssessed<T>(String reason) implements Assessed<T> {}

  /** The value, empty where it was not assessed. */
  default Optional<T> toOptional() {
    return this instanceof Value<T> assessed ? Optional.of(assessed.value()) : Optional.empty();
  }
}
