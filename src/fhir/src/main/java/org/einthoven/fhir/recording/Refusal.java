package org.einthoven.fhir.recording;

import java.io.Serial;
import org.einthoven.ecg.format.ReadResult;

/**
 * Unwinds the reading of one recording to where the refusal is answered; never leaves a package.
 */
final class Refusal extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient ReadResult.Refused refused;

  Refusal(ReadResult.Reason reason, String problem, String place, String remedy) {
    super(problem, null, false, false);
    this.refused = new ReadResult.Refused(reason, problem, place, remedy);
  }

  static Refusal invalid(String problem, String place, String remedy) {
    return new Refusal(ReadResult.Reason.INVALID, problem, place, remedy);
  }

  ReadResult.Refused refused() {
    return refused;
  }
}
