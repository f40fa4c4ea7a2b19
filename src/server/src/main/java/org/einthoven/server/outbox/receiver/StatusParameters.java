package org.einthoven.server.outbox.receiver;

import java.time.Instant;
import java.util.Date;
import org.einthoven.server.outbox.delivery.Delivery;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** The status of a Subscription as Parameters (profile backport-subscription-status-r4). */
final class StatusParameters {

  private final Parameters parameters = new Parameters();

  /**
   * The status of a Subscription.
   *
   * @param base the address of the FHIR API
   * @param type {@code handshake}, {@code heartbeat}, {@code event-notification} or {@code
   *     query-status}
   */
  StatusParameters(Receiver receiver, ReceiverState state, String type, String base) {
    parameters.getMeta().addProfile(Backport.STATUS_PROFILE);
    parameters
        .addParameter()
        .setName("subscription")
        .setValue(new Reference(base + "/" + receiver.key()));
    boolean named = !receiver.topic().isEmpty() && receiver.content() != Receiver.Content.EMPTY;
    if (named) {
      parameters.addParameter().setName("topic").setValue(new CanonicalType(receiver.topic()));
    }
    parameters.addParameter().setName("status").setValue(new CodeType(state.status()));
    parameters.addParameter().setName("type").setValue(new CodeType(type));
    parameters
        .addParameter()
        .setName("events-since-subscription-start")
        .setValue(new StringType(Long.toString(state.events())));
    if (state.failure() != null) {
      parameters
          .addParameter()
          .setName("error")
          .setValue(new CodeableConcept().setText(state.failure()));
    }
  }

  /** With the event that a delivery is of. */
  StatusParameters event(Delivery delivery, Receiver.Content content, String base) {
    ParametersParameterComponent event = parameters.addParameter().setName("notification-event");
    event
        .addPart()
        .setName("event-number")
        .setValue(new StringType(Long.toString(delivery.eventNumber())));
    event.addPart().setName("timestamp").setValue(instant(delivery.occurredAt()));
    if (content != Receiver.Content.EMPTY) {
      event
          .addPart()
          .setName("focus")
          .setValue(new Reference(base + "/" + delivery.resources().get(0).id().reference()));
    }
    return this;
  }

  Parameters parameters() {
    return parameters;
  }

  static InstantType instant(Instant time) {
    InstantType instant = new InstantType(Date.from(time));
    instant.setTimeZoneZulu(true);
    return instant;
  }
}
