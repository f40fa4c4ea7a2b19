package org.einthoven.fhir.signoff;

/** A sign-off that does not fit its report; nothing was changed that is kept. */
public final class UnfitSignOffException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String parameter;
  private final String remedy;

  UnfitSignOffException(String parameter, String problem, String remedy) {
    super(problem);
    this.parameter = parameter;
    this.remedy = remedy;
  }

  /** The parameter of the operation that does not fit. */
  public String parameter() {
    return parameter;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }
}
