package org.einthoven.server.outbox.receiver;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.waveform.TextForm;
import org.einthoven.fhir.waveform.WaveformOutputStream;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.outbox.delivery.Delivery;
import org.einthoven.server.outbox.delivery.DeliveryKind;
import org.einthoven.server.outbox.delivery.Outgoing;
import org.einthoven.server.store.VersionId;
import org.einthoven.server.store.WaveformStore;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Makes of a delivery the request that carries it out. */
@Singleton
public class Rendering {

  private static final String FHIR_JSON = "application/fhir+json";
  private static final byte[] NOTHING = new byte[0];

  private final Receivers receivers;
  private final Notifications notifications;
  private final EhrTransaction ehr;
  private final WaveformStore waveforms;
  private final Map<String, String> secrets;

  Rendering(
      Receivers receivers,
      Notifications notifications,
      EhrTransaction ehr,
      WaveformStore waveforms,
      EinthovenSettings settings) {
    this.receivers = receivers;
    this.notifications = notifications;
    this.ehr = ehr;
    this.waveforms = waveforms;
    this.secrets = settings.delivery().secrets();
  }

  /** The request, empty where there is nobody or nothing left to tell. */
  public Optional<Outgoing> of(Delivery delivery) {
    Receiver receiver = receivers.find(delivery.receiver()).orElse(null);
    ReceiverState state = receivers.state(delivery.receiver()).orElse(null);
    if (receiver == null || state == null || state.status().equals(ReceiverState.OFF)) {
      return Optional.empty();
    }
    if (delivery.kind() == DeliveryKind.CHECK) {
      return Optional.of(request(receiver, Outgoing.CHECK, receiver.endpoint(), "", NOTHING));
    }
    return switch (receiver.kind()) {
      case TOPIC -> Optional.of(post(receiver, notifications.of(delivery, receiver, state)));
      case EHR -> Optional.of(post(receiver, ehr.of(delivery)));
      case REST_HOOK -> hook(delivery, receiver);
    };
  }

  /** R4: without a payload a bare POST, with one the resource as an update. */
  private Optional<Outgoing> hook(Delivery delivery, Receiver receiver) {
    if (receiver.content() == Receiver.Content.EMPTY) {
      return Optional.of(request(receiver, "POST", receiver.endpoint(), "", NOTHING));
    }
    VersionId focus = delivery.resources().get(0);
    return notifications
        .resource(focus)
        .map(
            resource ->
                request(
                    receiver,
                    "PUT",
                    below(receiver.endpoint(), focus.id().reference()),
                    FHIR_JSON,
                    encoded(resource)));
  }

  private Outgoing post(Receiver receiver, Resource resource) {
    return request(receiver, "POST", receiver.endpoint(), FHIR_JSON, encoded(resource));
  }

  private Outgoing request(
      Receiver receiver, String method, URI to, String mediaType, byte[] body) {
    return new Outgoing(
        method,
        to,
        mediaType,
        body,
        receiver.headers(),
        secret(receiver),
        !receiver.isSubscription());
  }

  private @Nullable String secret(Receiver receiver) {
    String set = secrets.get(receiver.id());
    return set == null ? receiver.secret() : set;
  }

  private byte[] encoded(Resource resource) {
    return WaveformOutputStream.putBack(
        FhirResource.of(resource).json(), TextForm.JSON, waveforms::text);
  }

  private static URI below(URI endpoint, String path) {
    String text = endpoint.toString();
    int query = text.indexOf('?');
    String address = query < 0 ? text : text.substring(0, query);
    return URI.create(
        address
            + (address.endsWith("/") ? "" : "/")
            + path
            + (query < 0 ? "" : text.substring(query)));
  }
}
