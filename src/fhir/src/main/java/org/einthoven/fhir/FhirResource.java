package org.einthoven.fhir;

import ca.uhn.fhir.parser.DataFormatException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Resource;

/**
 * One FHIR R4 resource, for code that passes resources along without knowing HAPI.
 *
 * <p>Long waveform texts are not in it: where {@code SampledData.data} was long, a placeholder
 * stands (see {@link org.einthoven.fhir.waveform.Placeholder}).
 */
public final class FhirResource {

  private final Resource resource;

  private FhirResource(Resource resource) {
    this.resource = resource;
  }

  /** Wraps a resource; it is not copied. */
  public static FhirResource of(Resource resource) {
    return new FhirResource(resource);
  }

  /**
   * Reads a resource that is known to be right, such as one from the store. For what a client sent
   * there is {@link FhirText#readJson}.
   *
   * @param json FHIR JSON in UTF-8
   * @throws DataFormatException when it is not a FHIR R4 resource or has an unknown element
   */
  public static FhirResource parse(byte[] json) {
    return of(
        (Resource) FhirText.jsonParser().parseResource(new String(json, StandardCharsets.UTF_8)));
  }

  /** The resource type, such as {@code Observation}. */
  public String type() {
    return resource.fhirType();
  }

  /** The bare logical id, empty where there is none. */
  public String id() {
    String id = resource.getIdElement().getIdPart();
    return id == null ? "" : id;
  }

  /** {@code Type/id}, or the type alone where there is no id. */
  public String reference() {
    return id().isEmpty() ? type() : type() + "/" + id();
  }

  /** The resource as compact FHIR JSON in UTF-8. The same resource gives the same bytes. */
  public byte[] json() {
    return FhirText.jsonParser().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
  }

  /** The HAPI object itself, not a copy. */
  public Resource resource() {
    return resource;
  }

  /** Type and id and nothing else, so that no log holds patient data. */
  @Override
  public String toString() {
    return "FhirResource[" + reference() + "]";
  }
}
