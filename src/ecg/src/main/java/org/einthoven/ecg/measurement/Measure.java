package org.einthoven.ecg.measurement;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/** A measured value, or why there is none. */
public sealed interface Measure {

  /**
   * A value.
   *
   * @param value in the unit of what was measured, finite
   */
  record Value(double value) implements Measure {

    /** Checks that it is a number. */
    public Value {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a measured value is finite");
      }
    }
  }

  /**
   * No value.
   *
   * @param reason for a report, without a full stop
   */
  record NotAssessed(String reason) implements Measure {}

  /** A value. */
  static Measure of(double value) {
    return new Value(value);
  }

  /** No value, for a reason. */
  static Measure none(String reason) {
    return new NotAssessed(reason);
  }

  /** The value where there is one. */
  default OptionalDouble toOptional() {
    return this instanceof Value known ? OptionalDouble.of(known.value()) : OptionalDouble.empty();
  }

  /** What follows from the value; without one, for the same reason none. */
  default Measure map(DoubleUnaryOperator follows) {
    return this instanceof Value known ? of(follows.applyAsDouble(known.value())) : this;
  }

  /** This minus the other; without either, for the first reason none. */
  default Measure minus(Measure other) {
    if (this instanceof Value one && other instanceof Value two) {
      return of(one.value() - two.value());
    }
    return this instanceof NotAssessed ? this : other;
  }
}
