package org.einthoven.server.analysis;

/** The analysis of a recording did not come to a report. The recording itself is kept. */
public class AnalysisFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a reason without patient data. */
  public AnalysisFailedException(String reason) {
    super(reason);
  }
}
