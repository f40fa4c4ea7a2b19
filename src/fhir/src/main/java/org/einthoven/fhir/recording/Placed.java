package org.einthoven.fhir.recording;

import org.einthoven.fhir.FhirResource;

/**
 * A resource and where it stands.
 *
 * @param resource the resource
 * @param place its FHIRPath, such as {@code Observation} or {@code Bundle.entry[3].resource}
 */
public record Placed(FhirResource resource, String place) {

  /** A resource that was sent by itself: its place is its type. */
  public static Placed alone(FhirResource resource) {
    return new Placed(resource, resource.type());
  }
}
