package org.einthoven.server.store;

/**
 * The identity of one version of a FHIR resource.
 *
 * @param id the resource
 * @param version from 1
 */
public record VersionId(ResourceId id, int version) {

  /** As in {@code Observation/1/_history/2}. */
  public String reference() {
    return id.reference() + "/_history/" + version;
  }
}
