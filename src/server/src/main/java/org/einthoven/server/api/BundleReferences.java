package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.fhir.Outcomes;
import org.einthoven.server.search.ResourceLinks;
import org.einthoven.server.search.SearchParameters;
import org.einthoven.server.security.Requester;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.UriType;

/** Makes references between the entries of a Bundle those that the entries get when stored. */
@Singleton
public class BundleReferences {

  private final Searches searches;
  private final SearchParameters parameters;

  /** Conditional references are searched for. */
  public BundleReferences(Searches searches, SearchParameters parameters) {
    this.searches = searches;
    this.parameters = parameters;
  }

  /**
   * Resolves the references of a resource.
   *
   * @param addresses the id that each entry's fullUrl gets
   */
  void resolve(Resource resource, Map<String, ResourceId> addresses, String base, Requester who) {
    ResourceLinks.visit(
        resource,
        new ResourceLinks.Visitor() {
          @Override
          public void reference(Reference reference, String place) {
            String address = reference.getReference();
            if (address != null && !address.startsWith("#")) {
              // HAPI ties references to the entries they name, and would encode those as contained.
              reference.setResource(null);
              resolved(address, place, addresses, base, who, reference);
            }
          }

          @Override
          public void uri(UriType uri, String place) {
            String address = uri.getValue();
            ResourceId id = address == null ? null : addresses.get(address);
            if (id != null) {
              uri.setValue(text(id));
            }
          }
        });
  }

  private void resolved(
      String address,
      String place,
      Map<String, ResourceId> addresses,
      String base,
      Requester who,
      Reference reference) {
    ResourceId id = addresses.get(address);
    if (id != null) {
      reference.setReference(text(id));
      return;
    }
    if (address.startsWith("urn:uuid:") || address.startsWith("urn:oid:")) {
      throw new UnprocessableEntityException(
          "no entry has this fullUrl",
          outcome(
              "the reference names no entry of the Bundle",
              place,
              "give the entry that is meant this fullUrl"));
    }
    int mark = address.indexOf('?');
    if (mark > 0 && parameters.serves(address.substring(0, mark))) {
      List<ResourceId> matches = searches.matches(address.substring(0, mark), address, base, who);
      if (matches.size() != 1) {
        throw new PreconditionFailedException(
            "the conditional reference does not match exactly one resource",
            outcome(
                "the conditional reference matches "
                    + (matches.isEmpty() ? "nothing" : "more than one resource"),
                place,
                "make the condition that of one resource"));
      }
      reference.setReference(text(matches.get(0)));
    }
  }

  private static OperationOutcome outcome(String problem, String place, String remedy) {
    return (OperationOutcome)
        Outcomes.refused(
                new ReadResult.Refused(
                    ReadResult.Reason.INVALID, problem, place + ".reference", remedy))
            .resource();
  }

  private static String text(ResourceId id) {
    return id.type() + "/" + id.id();
  }
}
