package org.einthoven.fhir.patch;

/** An operation cannot be carried out; what was patched so far is thrown away. */
final class RefusedPatchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String remedy;

  RefusedPatchException(String problem, String remedy) {
    super(problem);
    this.problem = problem;
    this.remedy = remedy;
  }

  String problem() {
    return problem;
  }

  String remedy() {
    return remedy;
  }
}
