package org.einthoven.server.api;

import org.einthoven.fhir.FhirResource;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** The entries of a Bundle that answers a Bundle. */
final class EntryAnswers {

  private EntryAnswers() {}

  static BundleEntryComponent of(int status) {
    BundleEntryComponent entry = new BundleEntryComponent();
    entry.getResponse().setStatus(Integer.toString(status));
    return entry;
  }

  static BundleEntryComponent of(FhirResource stored, int status, @Nullable FhirResource said) {
    BundleEntryComponent entry = of(status);
    BundleEntryResponseComponent response = entry.getResponse();
    Resource resource = stored.resource();
    String version = resource.getMeta().getVersionId();
    response.setLocation(stored.reference() + "/_history/" + version);
    response.setEtag("W/\"" + version + "\"");
    response.setLastModified(resource.getMeta().getLastUpdated());
    if (said != null) {
      response.setOutcome((OperationOutcome) said.resource());
    }
    return entry;
  }

  static BundleEntryComponent found(Resource resource, String base) {
    BundleEntryComponent entry = of(200);
    entry.setResource(resource);
    FhirResource found = FhirResource.of(resource);
    if (!found.id().isEmpty() && !found.type().equals("Bundle")) {
      entry.setFullUrl(base + "/" + found.reference());
      entry.getResponse().setEtag("W/\"" + resource.getMeta().getVersionId() + "\"");
      entry.getResponse().setLastModified(resource.getMeta().getLastUpdated());
    }
    return entry;
  }
}
