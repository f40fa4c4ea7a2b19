package org.einthoven.server.outbox.receiver;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.einthoven.server.config.EinthovenSettings;

/** Makes a receiver of the EHR that the settings name, or ends the one they named before. */
@Singleton
final class EhrReceiver {

  private final Receivers receivers;
  private final Optional<String> address;

  EhrReceiver(Receivers receivers, EinthovenSettings settings) {
    this.receivers = receivers;
    this.address = settings.delivery().ehr();
  }

  @Transactional
  void start(@Observes StartupEvent event) {
    if (address.isEmpty()) {
      receivers.set(Receiver.EHR, ReceiverState.OFF, false, "");
      return;
    }
    URI endpoint = URI.create(address.get());
    if (endpoint.getHost() == null) {
      throw new IllegalStateException(
          "einthoven.delivery.ehr is not the address of a FHIR API: set it such as"
              + " https://ehr.example.org/fhir, or leave it out");
    }
    receivers.request(
        new Receiver(
            Receiver.EHR,
            Receiver.Kind.EHR,
            "",
            "",
            "",
            endpoint,
            Receiver.Content.FULL_RESOURCE,
            Map.of(),
            null,
            Integer.MAX_VALUE,
            null,
            null));
    receivers.set(Receiver.EHR, ReceiverState.ACTIVE, true, "");
  }
}
