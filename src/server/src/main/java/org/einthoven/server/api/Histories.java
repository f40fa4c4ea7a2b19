package org.einthoven.server.api;

import ca.uhn.fhir.model.api.ResourceMetadataKeyEnum;
import ca.uhn.fhir.model.primitive.InstantDt;
import ca.uhn.fhir.model.valueset.BundleEntryTransactionMethodEnum;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.einthoven.fhir.FhirText;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.store.StoredVersion;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;

/** Versions as HAPI wants them for a history Bundle. */
final class Histories {

  private Histories() {}

  static List<IBaseResource> of(List<StoredVersion> versions) {
    List<IBaseResource> resources = new ArrayList<>();
    for (StoredVersion version : versions) {
      IBaseResource resource =
          version.deleted() ? deletion(version) : ResourceReader.resource(version).resource();
      ResourceMetadataKeyEnum.ENTRY_TRANSACTION_METHOD.put(resource, method(version));
      resources.add(resource);
    }
    return resources;
  }

  private static BundleEntryTransactionMethodEnum method(StoredVersion version) {
    if (version.deleted()) {
      return BundleEntryTransactionMethodEnum.DELETE;
    }
    return version.version() == 1
        ? BundleEntryTransactionMethodEnum.POST
        : BundleEntryTransactionMethodEnum.PUT;
  }

  private static IBaseResource deletion(StoredVersion version) {
    Resource empty =
        (Resource) FhirText.context().getResourceDefinition(version.id().type()).newInstance();
    empty.setIdElement(
        new IdType(version.id().type(), version.id().id(), Integer.toString(version.version())));
    empty.getMeta().setLastUpdated(Date.from(version.lastUpdated()));
    ResourceMetadataKeyEnum.DELETED_AT.put(empty, new InstantDt(Date.from(version.lastUpdated())));
    return empty;
  }
}
