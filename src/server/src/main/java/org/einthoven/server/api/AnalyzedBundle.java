package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.einthoven.server.search.ResourceLinks;
import org.einthoven.server.search.SearchParameters;
import org.einthoven.server.store.IdSource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.UriType;

/**
 * A Bundle that is to be analysed, as the entries of a transaction. Those of a transaction stay as
 * they are. In a collection or a document everything is created, but for a Patient whose identifier
 * is known here: that Patient is meant.
 */
@Singleton
public class AnalyzedBundle {

  private final SearchParameters parameters;
  private final IdSource ids;

  /** Of the types that are stored here. */
  public AnalyzedBundle(SearchParameters parameters, IdSource ids) {
    this.parameters = parameters;
    this.ids = ids;
  }

  /**
   * What is to be carried out.
   *
   * @param first the number of the first of them in the Bundle
   */
  record Entries(List<BundleEntryComponent> entries, int first) {}

  /**
   * The entries of a Bundle.
   *
   * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException where the Bundle is of
   *     another type, or holds what is not stored here (422)
   */
  Entries entries(Bundle bundle) {
    BundleType type = bundle.getType();
    if (type == BundleType.TRANSACTION) {
      return new Entries(bundle.getEntry(), 0);
    }
    if (type != BundleType.COLLECTION && type != BundleType.DOCUMENT) {
      throw Refusing.invalid(
          "a Bundle of this type is not analysed",
          "Bundle.type",
          "send a collection, a document or a transaction");
    }
    // The Composition of a document orders what follows; it is kept with the bytes received.
    int first = bundle.getEntryFirstRep().getResource() instanceof Composition ? 1 : 0;
    Map<String, String> addresses = new HashMap<>();
    List<BundleEntryComponent> entries = new ArrayList<>();
    for (int i = first; i < bundle.getEntry().size(); i++) {
      BundleEntryComponent sent = bundle.getEntry().get(i);
      Resource resource = sent.getResource();
      if (resource == null || !parameters.serves(resource.fhirType())) {
        throw Refusing.invalid(
            "the entry has no resource that is stored here",
            "Bundle.entry[" + i + "].resource",
            "leave it out; the capability statement lists the types");
      }
      entries.add(created(sent, resource, addresses));
    }
    entries.forEach(entry -> follow(entry.getResource(), addresses));
    return new Entries(entries, first);
  }

  private BundleEntryComponent created(
      BundleEntryComponent sent, Resource resource, Map<String, String> addresses) {
    BundleEntryComponent entry = new BundleEntryComponent();
    entry.setFullUrl(sent.hasFullUrl() ? sent.getFullUrl() : "urn:uuid:" + ids.next());
    entry.setResource(resource);
    entry.getRequest().setMethod(HTTPVerb.POST).setUrl(resource.fhirType());
    if (resource.hasIdElement()) {
      String own = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
      addresses.put(own, entry.getFullUrl());
    }
    if (resource instanceof Patient patient) {
      patient.getIdentifier().stream()
          .filter(identifier -> identifier.hasSystem() && identifier.hasValue())
          .findFirst()
          .ifPresent(identifier -> entry.getRequest().setIfNoneExist(condition(identifier)));
    }
    return entry;
  }

  private static String condition(Identifier identifier) {
    String token = escaped(identifier.getSystem()) + "|" + escaped(identifier.getValue());
    return "identifier=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
  }

  /** FHIR R4 search 3.1.1.3.2. */
  private static String escaped(String text) {
    return text.replaceAll("[\\\\,|$]", "\\\\$0");
  }

  /** References by type and id mean the entry that has them (FHIR R4 bundle 2.36.4.1). */
  private static void follow(Resource resource, Map<String, String> addresses) {
    ResourceLinks.visit(
        resource,
        new ResourceLinks.Visitor() {
          @Override
          public void reference(Reference reference, String place) {
            String there = addresses.get(String.valueOf(reference.getReference()));
            if (there != null) {
              reference.setReference(there);
            }
          }

          @Override
          public void uri(UriType uri, String place) {
            String there = addresses.get(String.valueOf(uri.getValue()));
            if (there != null) {
              uri.setValue(there);
            }
          }
        });
  }
}
