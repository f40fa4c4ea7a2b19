package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.ReceivingServer;
import org.einthoven.server.outbox.Outbox;
import org.einthoven.server.outbox.Statements;
import org.einthoven.server.outbox.delivery.DeliveryLine;
import org.einthoven.server.outbox.delivery.DeliveryQueue;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.IdSource;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Subscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A receiver, and Subscriptions that tell it of Patients of one name. */
abstract class RestHookScene {

  static final Duration LONGEST = Duration.ofSeconds(60);

  @Inject DeliveryQueue queue;
  @Inject ResourceWriter writer;
  @Inject Statements statements;
  @Inject Outbox outbox;
  @Inject IdSource ids;

  ReceivingServer receiver;
  String name;

  @BeforeEach
  void start() {
    receiver = new ReceivingServer();
    name = "N" + ids.next().toString().replace("-", "");
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  Subscription whole(String... headers) {
    Subscription subscription =
        SubscriptionBodies.byCriteria("Patient?family=" + name, receiver.address("/hook"));
    subscription.getChannel().setPayload(Http.FHIR_JSON);
    for (String header : headers) {
      subscription.getChannel().addHeader(header);
    }
    return subscription;
  }

  String patient(String given) {
    Patient patient = new Patient();
    patient.addName().setFamily(name).addGiven(given);
    HttpResponse<String> created =
        Http.send("POST", "/fhir/Patient", Http.FHIR_JSON, FhirResource.of(patient).json());
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return Reports.parsed(created).id();
  }

  List<DeliveryLine> deliveries(String state, String subscription) {
    return queue.list(state, "Subscription/" + subscription, 100);
  }

  List<DeliveryLine> awaitDeliveries(String state, String subscription, int count) {
    return Awaitility.await()
        .atMost(LONGEST)
        .until(() -> deliveries(state, subscription), there -> there.size() >= count);
  }
}
