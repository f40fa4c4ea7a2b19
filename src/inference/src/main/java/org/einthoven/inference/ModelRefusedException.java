package org.einthoven.inference;

/** A model folder is not what it says it is, or not what this program can run. */
public final class ModelRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String why;

  /** Refuses a model, and says which and why. */
  public ModelRefusedException(String message) {
    super(message);
    this.why = message;
  }

  /** Refuses a model because of a fault. */
  public ModelRefusedException(String message, Throwable cause) {
    super(message, cause);
    this.why = message;
  }

  /** The model and the reason, in words. */
  public String why() {
    return why;
  }
}
