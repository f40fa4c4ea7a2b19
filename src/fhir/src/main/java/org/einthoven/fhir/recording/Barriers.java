package org.einthoven.fhir.recording;

import java.util.Optional;
import org.einthoven.fhir.recording.EcgInput.NotAnalysable;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;

/** What forbids to judge an ECG whatever its signal is. */
final class Barriers {

  private Barriers() {}

  /**
   * Why an Observation must not be analysed: it was withdrawn, or a modifier extension, none of
   * which is known here, may change what it means (FHIR R4 extensibility, section 2.4.0.2).
   */
  static Optional<NotAnalysable> of(Placed part) {
    if (!(part.resource().resource() instanceof Observation observation)) {
      return Optional.empty();
    }
    ObservationStatus status = observation.getStatus();
    if (status == ObservationStatus.ENTEREDINERROR || status == ObservationStatus.CANCELLED) {
      return Optional.of(
          new NotAnalysable(
              "the ECG is marked " + status.toCode(),
              part.place() + ".status",
              "send an ECG that stands"));
    }
    if (observation.hasModifierExtension()) {
      return Optional.of(modified(part.place()));
    }
    for (int i = 0; i < observation.getComponent().size(); i++) {
      ObservationComponentComponent component = observation.getComponent().get(i);
      if (component.hasModifierExtension()) {
        return Optional.of(modified(part.place() + ".component[" + i + "]"));
      }
    }
    return Optional.empty();
  }

  private static NotAnalysable modified(String place) {
    return new NotAnalysable(
        "an unknown modifier extension may change what the ECG means",
        place + ".modifierExtension",
        "send the ECG without it if it means the same");
  }
}
