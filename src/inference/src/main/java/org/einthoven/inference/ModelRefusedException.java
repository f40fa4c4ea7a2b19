package org.einthoven.inference;

/** A model folder is not what it says it is, or not what this program can run. */
public final class ModelRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Refuses a model, and says which and why. */
  public ModelRefusedException(String message) {
    super(message);
  }

  /** Refuses a model because of a fault. */
  public ModelRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
