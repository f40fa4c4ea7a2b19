package org.einthoven.server.store;

/**
 * The identity of a FHIR resource.
 *
 * @param type the resource type, such as {@code Observation}
 * @param id the logical id
 */
public record ResourceId(String type, String id) {

  /** Both, as in {@code Observation/1}. */
  public String reference() {
    return type + "/" + id;
  }

  /** The identity that a relative reference such as {@code Observation/1} means. */
  public static ResourceId of(String reference) {
    int slash = reference.indexOf('/');
    if (slash <= 0 || slash == reference.length() - 1) {
      throw new IllegalArgumentException("not a relative reference");
    }
    return new ResourceId(reference.substring(0, slash), reference.substring(slash + 1));
  }
}
