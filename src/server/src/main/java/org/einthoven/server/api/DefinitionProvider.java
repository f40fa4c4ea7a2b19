package org.einthoven.server.api;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.param.UriParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.FhirText;
import org.einthoven.fhir.validation.OwnDefinitions;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Our own StructureDefinitions, OperationDefinitions, ValueSets and CodeSystems, one provider for
 * each of these types: read and found, and changed by nobody.
 */
public class DefinitionProvider implements IResourceProvider {

  private final String type;

  /** For one of {@link OwnDefinitions#TYPES}. */
  public DefinitionProvider(String type) {
    this.type = type;
  }

  @Override
  public Class<? extends IBaseResource> getResourceType() {
    return FhirText.context().getResourceDefinition(type).getImplementingClass();
  }

  /** One definition by its id. */
  @Read
  public Resource read(@IdParam IdType id) {
    return OwnDefinitions.find(type, id.getIdPart())
        .map(DefinitionProvider::copy)
        .orElseThrow(() -> new ResourceNotFoundException(id));
  }

  /** All definitions, or the one with this canonical address. */
  @Search
  public List<Resource> search(@OptionalParam(name = "url") @Nullable UriParam url) {
    return OwnDefinitions.of(type).stream()
        .filter(
            definition ->
                url == null || OwnDefinitions.url(definition).equals(url.getValueNotNull()))
        .map(DefinitionProvider::copy)
        .toList();
  }

  private static Resource copy(FhirResource definition) {
    return definition.resource().copy();
  }
}
