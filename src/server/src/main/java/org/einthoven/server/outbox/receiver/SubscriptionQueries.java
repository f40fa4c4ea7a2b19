package org.einthoven.server.outbox.receiver;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.einthoven.server.config.EinthovenSettings;
import org.hl7.fhir.r4.model.Parameters;

/** Answers questions about the state of Subscriptions. */
@Singleton
public class SubscriptionQueries {

  private final Receivers receivers;
  private final String base;

  SubscriptionQueries(Receivers receivers, EinthovenSettings settings) {
    this.receivers = receivers;
    this.base = settings.delivery().base();
  }

  /** The status of a Subscription, empty where there is none with this id. */
  public Optional<Parameters> status(String subscriptionId) {
    String key = Receiver.key(subscriptionId);
    return receivers
        .find(key)
        .flatMap(
            receiver ->
                receivers
                    .state(key)
                    .map(state -> new StatusParameters(receiver, state, "query-status", base)))
        .map(StatusParameters::parameters);
  }
}
