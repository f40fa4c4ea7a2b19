package org.einthoven.server.search;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.StoredVersion;
import org.hl7.fhir.r4.model.Resource;

/** Reads FHIR resources from the store. Waveforms stay placeholders. */
@Singleton
public class ResourceReader {

  private final ResourceStore store;

  /** From this store. */
  public ResourceReader(ResourceStore store) {
    this.store = store;
  }

  /** The current version; empty where there was never one or the last was a deletion. */
  public Optional<FhirResource> read(ResourceId id) {
    return store.current(id).filter(version -> !version.deleted()).map(ResourceReader::resource);
  }

  /** The current versions of those that are there, in the order of the ids. */
  public Map<ResourceId, FhirResource> read(Collection<ResourceId> ids) {
    Map<ResourceId, FhirResource> found = new LinkedHashMap<>();
    store
        .current(ids)
        .forEach(
            (id, version) -> {
              if (!version.deleted()) {
                found.put(id, resource(version));
              }
            });
    return found;
  }

  /** Whether a resource is there and not deleted. */
  public boolean exists(ResourceId id) {
    return store.current(id).filter(version -> !version.deleted()).isPresent();
  }

  /** The resource of a version that is not a deletion, with its id, version and time. */
  public static FhirResource resource(StoredVersion version) {
    FhirResource parsed = FhirResource.parse(version.json());
    Resource resource = parsed.resource();
    resource.setId(
        version.id().type() + "/" + version.id().id() + "/_history/" + version.version());
    resource.getMeta().setVersionId(Integer.toString(version.version()));
    resource.getMeta().setLastUpdated(Date.from(version.lastUpdated()));
    return parsed;
  }
}
