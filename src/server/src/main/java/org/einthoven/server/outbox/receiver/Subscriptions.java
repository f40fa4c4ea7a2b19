package org.einthoven.server.outbox.receiver;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.outbox.delivery.DeliveryKind;
import org.einthoven.server.outbox.delivery.DeliveryQueue;
import org.einthoven.server.store.NewVersion;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;

/** Makes receivers of Subscriptions, in the transaction that stores them. */
@Singleton
public class Subscriptions {

  private static final String TYPE = "Subscription";

  private final SubscriptionForm form;
  private final Receivers receivers;
  private final DeliveryQueue queue;

  Subscriptions(SubscriptionForm form, Receivers receivers, DeliveryQueue queue) {
    this.form = form;
    this.receivers = receivers;
    this.queue = queue;
  }

  /**
   * Looks at a Subscription that a client wants to store, and makes it what is stored: requested
   * unless it is off, whatever the client says of its status, and without the values of its
   * headers, which are kept for the deliveries alone.
   *
   * @throws UnprocessableEntityException naming what cannot be done (422)
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void accept(String id, Subscription subscription) {
    boolean off = subscription.getStatus() == SubscriptionStatus.OFF;
    try {
      receivers.request(form.read(id, subscription));
    } catch (UnprocessableEntityException e) {
      // One that is off is kept whatever it asks for: nobody is told anything.
      if (!off) {
        throw e;
      }
    }
    ChannelHeaders.mask(subscription.getChannel());
    subscription.setStatus(off ? SubscriptionStatus.OFF : SubscriptionStatus.REQUESTED);
    subscription.setError(null);
  }

  void written(@Observes NewVersion version) {
    if (!version.id().type().equals(TYPE)) {
      return;
    }
    String id = version.id().id();
    String key = Receiver.key(id);
    if (version.deleted()) {
      stop(key);
      return;
    }
    Subscription subscription = (Subscription) FhirResource.parse(version.json()).resource();
    if (subscription.getStatus() == SubscriptionStatus.OFF) {
      stop(key);
    } else if (subscription.getStatus() == SubscriptionStatus.REQUESTED) {
      Receiver receiver = form.read(id, subscription);
      receivers.request(receiver);
      queue.withdrawNotices(key);
      DeliveryKind first =
          receiver.kind() == Receiver.Kind.TOPIC ? DeliveryKind.HANDSHAKE : DeliveryKind.CHECK;
      long events = receivers.state(key).map(ReceiverState::events).orElse(0L);
      queue.addFirst(key, first, events);
    }
    // Active and in error it is by this server's own doing.
  }

  private void stop(String key) {
    receivers.set(key, ReceiverState.OFF, false, "");
    queue.withdraw(key);
  }
}
