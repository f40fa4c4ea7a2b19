package org.einthoven.fhir.signoff;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** The place of a quantity in a result: its value, or that of a component. */
final class Measured {

  private final Observation result;
  private final @Nullable ObservationComponentComponent component;

  private Measured(Observation result, @Nullable ObservationComponentComponent component) {
    this.result = result;
    this.component = component;
  }

  /** Where a code's quantity stands in a result, or would stand if it had been measured. */
  static Optional<Measured> of(Observation result, Coding code) {
    if (SignOff.has(result.getCode(), code)
        && !result.hasComponent()
        && mayBeQuantity(result.getValue(), result.hasDataAbsentReason())) {
      return Optional.of(new Measured(result, null));
    }
    return result.getComponent().stream()
        .filter(part -> SignOff.has(part.getCode(), code))
        .filter(part -> mayBeQuantity(part.getValue(), part.hasDataAbsentReason()))
        .findFirst()
        .map(part -> new Measured(result, part));
  }

  private static boolean mayBeQuantity(@Nullable Type value, boolean absent) {
    return value instanceof Quantity || (value == null && absent);
  }

  /** What was measured, null where nothing was. */
  @Nullable Quantity value() {
    return component == null ? (Quantity) result.getValue() : (Quantity) component.getValue();
  }

  Coding code() {
    CodeableConcept concept = component == null ? result.getCode() : component.getCode();
    return concept.getCodingFirstRep();
  }

  void set(Quantity value) {
    if (component == null) {
      result.setDataAbsentReason(null);
      result.setValue(value.copy());
      return;
    }
    component.setDataAbsentReason(null);
    component.setValue(value.copy());
  }
}
