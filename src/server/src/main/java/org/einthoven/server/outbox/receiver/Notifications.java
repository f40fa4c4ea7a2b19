package org.einthoven.server.outbox.receiver;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.outbox.delivery.Delivery;
import org.einthoven.server.outbox.delivery.DeliveryKind;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.VersionId;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;

/**
 * The notification Bundles of topic-based Subscriptions (profile
 * backport-subscription-notification-r4): of type history, the status first.
 */
@Singleton
final class Notifications {

  private final ResourceStore store;
  private final Clock clock;
  private final String base;

  Notifications(ResourceStore store, Clock clock, EinthovenSettings settings) {
    this.store = store;
    this.clock = clock;
    this.base = settings.delivery().base();
  }

  /** The Bundle that tells of a delivery. */
  Bundle of(Delivery delivery, Receiver receiver, ReceiverState state) {
    Bundle bundle = new Bundle();
    bundle.setId(delivery.id().toString());
    bundle.getMeta().addProfile(Backport.NOTIFICATION_PROFILE);
    bundle.setType(Bundle.BundleType.HISTORY);
    bundle.setTimestampElement(StatusParameters.instant(clock.instant()));
    StatusParameters status =
        new StatusParameters(
            receiver,
            new ReceiverState(state.status(), delivery.eventNumber(), state.failure()),
            type(delivery.kind()),
            base);
    if (delivery.kind() == DeliveryKind.EVENT) {
      status.event(delivery, receiver.content(), base);
    }
    status.parameters().setId(delivery.id().toString());
    BundleEntryComponent first = bundle.addEntry();
    first.setFullUrl("urn:uuid:" + delivery.id());
    first.setResource(status.parameters());
    first.getRequest().setMethod(HTTPVerb.GET).setUrl(receiver.key() + "/$status");
    first.getResponse().setStatus("200");
    if (delivery.kind() == DeliveryKind.EVENT && receiver.content() != Receiver.Content.EMPTY) {
      entry(bundle, delivery.resources().get(0), receiver.content());
    }
    return bundle;
  }

  private void entry(Bundle bundle, VersionId focus, Receiver.Content content) {
    BundleEntryComponent entry = bundle.addEntry();
    entry.setFullUrl(base + "/" + focus.id().reference());
    if (content == Receiver.Content.FULL_RESOURCE) {
      resource(focus).ifPresent(entry::setResource);
    }
    boolean created = focus.version() == 1;
    entry
        .getRequest()
        .setMethod(created ? HTTPVerb.POST : HTTPVerb.PUT)
        .setUrl(created ? focus.id().type() : focus.id().reference());
    entry.getResponse().setStatus(created ? "201" : "200");
  }

  /** A version as it was stored; empty where it was a deletion. */
  Optional<Resource> resource(VersionId id) {
    return store
        .version(id.id(), id.version())
        .filter(version -> !version.deleted())
        .map(ResourceReader::resource)
        .map(FhirResource::resource);
  }

  private static String type(DeliveryKind kind) {
    return switch (kind) {
      case CHECK -> throw new IllegalArgumentException("a check sends nothing");
      case HANDSHAKE -> "handshake";
      case HEARTBEAT -> "heartbeat";
      case EVENT -> "event-notification";
    };
  }
}
