package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.einthoven.fhir.FhirResource;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.hl7.fhir.r4.model.UnsignedIntType;

/** Subscriptions as they are sent. */
final class SubscriptionBodies {

  static final String TOPICS = "https://einthoven.org/fhir/SubscriptionTopic/";

  private static final String BACKPORT =
      "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/";
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private SubscriptionBodies() {}

  /** Of R4, by criteria. */
  static Subscription byCriteria(String criteria, String endpoint) {
    Subscription subscription = new Subscription();
    subscription.setStatus(SubscriptionStatus.REQUESTED);
    subscription.setReason("test");
    subscription.setCriteria(criteria);
    subscription.getChannel().setType(SubscriptionChannelType.RESTHOOK).setEndpoint(endpoint);
    return subscription;
  }

  /** Of the backport, by topic. */
  static Subscription byTopic(String topic, String endpoint, String content) {
    Subscription subscription = byCriteria(TOPICS + topic, endpoint);
    subscription.getChannel().setPayload(Http.FHIR_JSON);
    subscription
        .getChannel()
        .getPayloadElement()
        .addExtension(BACKPORT + "backport-payload-content", new CodeType(content));
    return subscription;
  }

  static void filter(Subscription subscription, String criteria) {
    subscription
        .getCriteriaElement()
        .addExtension(
            BACKPORT + "backport-filter-criteria", new org.hl7.fhir.r4.model.StringType(criteria));
  }

  static void heartbeat(Subscription subscription, int seconds) {
    subscription
        .getChannel()
        .addExtension(BACKPORT + "backport-heartbeat-period", new UnsignedIntType(seconds));
  }

  static void contactOrder(Subscription subscription, int place) {
    subscription.addExtension(
        "https://einthoven.org/fhir/StructureDefinition/contact-order", new PositiveIntType(place));
  }

  static HttpResponse<String> send(Subscription subscription) {
    return Http.send(
        "POST", "/fhir/Subscription", Http.FHIR_JSON, FhirResource.of(subscription).json());
  }

  /** Creates one and waits until it is active; its id. */
  static String activate(Subscription subscription) {
    HttpResponse<String> created = send(subscription);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    String id = Reports.parsed(created).id();
    awaitStatus(id, SubscriptionStatus.ACTIVE);
    return id;
  }

  static Subscription awaitStatus(String id, SubscriptionStatus status) {
    return Awaitility.await()
        .atMost(LONGEST)
        .until(
            () -> (Subscription) Reports.read("Subscription/" + id),
            there -> there.getStatus() == status);
  }

  static HttpResponse<String> put(String id, Subscription subscription) {
    subscription.setId(id);
    return Http.send(
        "PUT", "/fhir/Subscription/" + id, Http.FHIR_JSON, FhirResource.of(subscription).json());
  }
}
