package org.einthoven.server.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * The number of an order as an ECG names it.
 *
 * @param identifier with its system
 * @param reference the element of basedOn that has it, null where it is an identifier of the ECG
 * @param place where it stands in the ECG, such as {@code basedOn[0]}
 */
record OrderNumber(Identifier identifier, @Nullable Reference reference, String place) {

  /** HL7 v2 table 0203: placer, filler and accession number. */
  private static final Set<String> OF_ORDERS = Set.of("PLAC", "FILL", "ACSN");

  private static final String TYPES = "http://terminology.hl7.org/CodeSystem/v2-0203";

  /** The numbers of orders whose system is given and that are no references yet. */
  static List<OrderNumber> of(Observation ecg) {
    List<OrderNumber> numbers = new ArrayList<>();
    for (int i = 0; i < ecg.getBasedOn().size(); i++) {
      Reference reference = ecg.getBasedOn().get(i);
      boolean order = !reference.hasType() || "ServiceRequest".equals(reference.getType());
      if (order && !reference.hasReference() && isWhole(reference.getIdentifier())) {
        numbers.add(new OrderNumber(reference.getIdentifier(), reference, "basedOn[" + i + "]"));
      }
    }
    for (int i = 0; i < ecg.getIdentifier().size(); i++) {
      Identifier identifier = ecg.getIdentifier().get(i);
      if (isWhole(identifier) && !types(identifier).isEmpty()) {
        numbers.add(new OrderNumber(identifier, null, "identifier[" + i + "]"));
      }
    }
    return numbers;
  }

  /** System and value in one text. */
  String key() {
    return identifier.getSystem() + "|" + identifier.getValue();
  }

  /** Whether an order's identifier is this number: a placer number is no accession number. */
  boolean isSame(Identifier other) {
    Set<String> own = types(identifier);
    Set<String> theirs = types(other);
    return isWhole(other)
        && identifier.getSystem().equals(other.getSystem())
        && identifier.getValue().equals(other.getValue())
        && (own.isEmpty() || theirs.isEmpty() || own.stream().anyMatch(theirs::contains));
  }

  private static boolean isWhole(Identifier identifier) {
    return identifier.hasSystem() && identifier.hasValue();
  }

  private static Set<String> types(Identifier identifier) {
    return identifier.getType().getCoding().stream()
        .filter(coding -> TYPES.equals(coding.getSystem()))
        .map(Coding::getCode)
        .filter(OF_ORDERS::contains)
        .collect(Collectors.toSet());
  }

  /** Says nothing of the order. */
  @Override
  public String toString() {
    return "OrderNumber[" + place + "]";
  }
}
