package org.einthoven.server.api;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.outbox.receiver.SubscriptionQueries;
import org.einthoven.server.outbox.receiver.Topic;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;

/** {@code $status} of Subscriptions, as the topic-based backport for R4 defines it. */
@Singleton
public class SubscriptionProvider implements OperationProvider {

  private static final String SAID = "Tells the status of a Subscription";
  private static final String BACKPORT =
      "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/";

  private final SubscriptionQueries queries;

  /** With what knows the state. */
  public SubscriptionProvider(SubscriptionQueries queries) {
    this.queries = queries;
  }

  /** The status of the Subscription of the address. */
  @Description(SAID)
  @Operation(
      name = "$status",
      type = org.hl7.fhir.r4.model.Subscription.class,
      canonicalUrl = OperationCanonical.SUBSCRIPTION_STATUS,
      idempotent = true,
      bundleType = ca.uhn.fhir.model.valueset.BundleTypeEnum.SEARCHSET)
  public Bundle status(@IdParam IdType id) {
    Parameters status =
        queries.status(id.getIdPart()).orElseThrow(() -> new ResourceNotFoundException(id));
    return bundle(List.of(status));
  }

  /** The status of the Subscriptions with these ids; without ids, of none. */
  @Description(SAID)
  @Operation(
      name = "$status",
      type = org.hl7.fhir.r4.model.Subscription.class,
      canonicalUrl = OperationCanonical.SUBSCRIPTION_STATUS,
      idempotent = true,
      bundleType = ca.uhn.fhir.model.valueset.BundleTypeEnum.SEARCHSET)
  public Bundle statuses(
      @OperationParam(name = "id", max = OperationParam.MAX_UNLIMITED) @Nullable List<IdType> ids) {
    List<IdType> asked = ids == null ? List.of() : ids;
    return bundle(asked.stream().flatMap(id -> queries.status(id.getIdPart()).stream()).toList());
  }

  private static Bundle bundle(List<Parameters> statuses) {
    Bundle bundle = new Bundle();
    bundle.setType(Bundle.BundleType.SEARCHSET);
    bundle.setTotal(statuses.size());
    statuses.forEach(
        status ->
            bundle
                .addEntry()
                .setFullUrl("urn:uuid:" + UUID.nameUUIDFromBytes(FhirResource.of(status).json()))
                .setResource(status)
                .getSearch()
                .setMode(Bundle.SearchEntryMode.MATCH));
    return bundle;
  }

  /** Adds to the capability statement which profile and topics there are. */
  static void describe(CapabilityStatementRestResourceComponent resource) {
    resource.addSupportedProfile(BACKPORT + "backport-subscription");
    for (String topic : Topic.canonicals()) {
      resource.addExtension(
          BACKPORT + "capabilitystatement-subscriptiontopic-canonical", new CanonicalType(topic));
    }
  }
}
