package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.einthoven.server.ReceivingServer;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.junit.jupiter.api.Test;

/** Without a setting nothing is sent to special addresses, by whatever name. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PrivateReceiverTest {

  @Test
  void aReceiverOnThisMachineIsRefusedAndSentNothing() {
    try (ReceivingServer receiver = new ReceivingServer()) {
      for (String host : new String[] {"localhost", "127.0.0.1", "[::ffff:127.0.0.1]"}) {
        Subscription subscription =
            SubscriptionBodies.byTopic(
                "report-available",
                receiver.address("/").replace("localhost", host),
                "full-resource");
        String id = Reports.parsed(SubscriptionBodies.send(subscription)).id();
        Subscription refused = SubscriptionBodies.awaitStatus(id, SubscriptionStatus.ERROR);
        assertThat(refused.getError()).contains("einthoven.delivery.allow-private");
      }
      assertThat(receiver.received()).isEmpty();
    }
  }
}
