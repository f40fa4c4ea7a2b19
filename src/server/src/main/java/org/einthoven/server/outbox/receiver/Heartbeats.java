package org.einthoven.server.outbox.receiver;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.einthoven.server.outbox.delivery.DeliveryKind;
import org.einthoven.server.outbox.delivery.DeliveryQueue;

/** Signs of life for those who want them, and the end of those whose time is over. */
@Singleton
public class Heartbeats {

  private final Receivers receivers;
  private final SubscriptionStates states;
  private final DeliveryQueue queue;
  private final Clock clock;

  Heartbeats(Receivers receivers, SubscriptionStates states, DeliveryQueue queue, Clock clock) {
    this.receivers = receivers;
    this.states = states;
    this.queue = queue;
    this.clock = clock;
  }

  /** Adds what is due now. */
  @Transactional
  public void run() {
    for (String key : receivers.takeHeartbeats()) {
      // What waits for it is sign of life enough, once it arrives.
      if (!queue.owes(key)) {
        long events = receivers.state(key).map(ReceiverState::events).orElse(0L);
        queue.add(key, DeliveryKind.HEARTBEAT, events, clock.instant(), List.of());
      }
    }
    receivers.ended().forEach(states::ended);
  }
}
