package org.einthoven.ecg.format;

import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.ReadResult.Refused;

/**
 * Carries a refusal out of the depth of a reader. The readers' entry points turn it into the {@link
 * Refused} that it holds; who asks for a part of a file (a header, annotations) catches it.
 */
public final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Refused refused;

  /** Wraps a refusal. */
  public RefusedException(Refused refused) {
    super(refused.problem() + " (" + refused.place() + ")");
    this.refused = refused;
  }

  /** A refusal from its parts; see {@link Refused}. */
  public RefusedException(Reason reason, String problem, String place, String remedy) {
    this(new Refused(reason, problem, place, remedy));
  }

  /** What was refused, where and what helps. */
  public Refused refused() {
    return refused;
  }
}
