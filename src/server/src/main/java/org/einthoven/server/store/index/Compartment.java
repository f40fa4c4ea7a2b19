package org.einthoven.server.store.index;

import java.util.List;
import java.util.Map;

/**
 * Which resources belong to a patient: the members refer to the patient, the rest is what explains
 * the members.
 *
 * @param members the reference parameters by which a type refers to its patient, by type
 * @param supporting the types that are followed from the members, and on from these
 * @param careDates the date parameter that tells when care was given, by type
 */
public record Compartment(
    Map<String, List<String>> members, List<String> supporting, Map<String, String> careDates) {

  /** Copies the collections. */
  public Compartment {
    members = Map.copyOf(members);
    supporting = List.copyOf(supporting);
    careDates = Map.copyOf(careDates);
  }
}
