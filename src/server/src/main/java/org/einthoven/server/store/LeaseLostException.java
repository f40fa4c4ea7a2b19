package org.einthoven.server.store;

/** The lease ended before the work did, and another has the job now. */
public class LeaseLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** For this lease. */
  public LeaseLostException(JobLease lease) {
    super("the lease on the analysis of recording " + lease.recording() + " was lost");
  }
}
