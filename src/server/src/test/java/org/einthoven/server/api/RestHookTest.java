package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.ReceivingServer;
import org.einthoven.server.ReceivingServer.Received;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithDelivery;
import org.einthoven.server.outbox.Outbox;
import org.einthoven.server.outbox.Statements;
import org.einthoven.server.outbox.delivery.DeliveryLine;
import org.einthoven.server.outbox.delivery.DeliveryQueue;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.IdSource;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.SampledData;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R4 Subscriptions by criteria, told to a receiver over HTTP. */
@QuarkusTest
@TestProfile(WithDelivery.class)
@QuarkusTestResource(TestDatabase.class)
class RestHookTest {

  @AfterAll
  static void everyVersionIsVouchedFor() {
    Vouched.everyVersion();
  }

  private static final Duration LONGEST = Duration.ofSeconds(60);

  @Inject DeliveryQueue queue;
  @Inject ResourceWriter writer;
  @Inject Statements statements;
  @Inject Outbox outbox;
  @Inject IdSource ids;

  private ReceivingServer receiver;
  private String name;

  @BeforeEach
  void start() {
    receiver = new ReceivingServer();
    name = "N" + ids.next().toString().replace("-", "");
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  private Subscription whole(String... headers) {
    Subscription subscription =
        SubscriptionBodies.byCriteria("Patient?family=" + name, receiver.address("/hook"));
    subscription.getChannel().setPayload(Http.FHIR_JSON);
    for (String header : headers) {
      subscription.getChannel().addHeader(header);
    }
    return subscription;
  }

  private String patient(String given) {
    Patient patient = new Patient();
    patient.addName().setFamily(name).addGiven(given);
    HttpResponse<String> created =
        Http.send("POST", "/fhir/Patient", Http.FHIR_JSON, FhirResource.of(patient).json());
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return Reports.parsed(created).id();
  }

  private List<DeliveryLine> deliveries(String state, String subscription) {
    return queue.list(state, "Subscription/" + subscription, 100);
  }

  private List<DeliveryLine> awaitDeliveries(String state, String subscription, int count) {
    return Awaitility.await()
        .atMost(LONGEST)
        .until(() -> deliveries(state, subscription), there -> there.size() >= count);
  }

  @Test
  void aWrittenResourceThatMeetsTheCriteriaIsToldOnceAsAnUpdate() {
    String id = SubscriptionBodies.activate(whole());
    Patient other = new Patient();
    other.addName().setFamily("Other");
    Http.send("POST", "/fhir/Patient", Http.FHIR_JSON, FhirResource.of(other).json());
    String patient = patient("A");
    awaitDeliveries("sent", id, 2);

    List<Received> came = receiver.received();
    assertThat(came).hasSize(1);
    assertThat(came.get(0).method()).isEqualTo("PUT");
    assertThat(came.get(0).path()).isEqualTo("/hook/Patient/" + patient);
    assertThat(came.get(0).headers().getFirst("Content-Type")).isEqualTo(Http.FHIR_JSON);
    assertThat(came.get(0).headers().getFirst("Host")).isEqualTo(host());
    Patient told = (Patient) FhirResource.parse(came.get(0).body()).resource();
    assertThat(told.getNameFirstRep().getFamily()).isEqualTo(name);
    assertThat(told.getMeta().getVersionId()).isEqualTo("1");
  }

  private String host() {
    return receiver.address("").substring("http://".length());
  }

  @Test
  void withoutAPayloadABarePostIsSent() {
    Subscription subscription = whole("X-Ward: 3");
    subscription.getChannel().setPayload(null);
    SubscriptionBodies.activate(subscription);
    patient("A");
    Received came = receiver.await(1).get(0);
    assertThat(came.method()).isEqualTo("POST");
    assertThat(came.path()).isEqualTo("/hook");
    assertThat(came.body()).isEmpty();
    assertThat(came.headers().getFirst("X-Ward")).isEqualTo("3");
  }

  @Test
  void whatIsRolledBackIsNotTold() {
    String id = SubscriptionBodies.activate(whole());
    QuarkusTransaction.begin();
    Patient patient = new Patient();
    patient.addName().setFamily(name);
    writer.create(FhirResource.of(patient));
    QuarkusTransaction.rollback();
    String kept = patient("A");
    awaitDeliveries("sent", id, 2);
    assertThat(receiver.received()).hasSize(1);
    assertThat(receiver.received().get(0).path()).endsWith(kept);
  }

  @Test
  void anUnreadyReceiverIsToldLaterAndInOrder() {
    String id = SubscriptionBodies.activate(whole());
    receiver.answersNext(503, "Retry-After", "0").answersNext(429);
    String first = patient("A");
    String second = patient("B");
    awaitDeliveries("sent", id, 3);
    assertThat(receiver.received())
        .extracting(came -> came.path().substring("/hook/Patient/".length()))
        .containsExactly(first, first, first, second);
    List<String> named =
        receiver.received().stream()
            .map(came -> came.headers().getFirst("Einthoven-Delivery"))
            .toList();
    assertThat(named.subList(0, 3)).containsOnly(named.get(0));
    assertThat(named.get(3)).isNotEqualTo(named.get(0));
  }

  @Test
  void whatAReceiverRefusesIsADeadLetterUntilItIsReplayed() {
    String id = SubscriptionBodies.activate(whole());
    receiver.answersNext(400);
    String first = patient("A");
    DeliveryLine dead = awaitDeliveries("failed", id, 1).get(0);
    assertThat(dead.attempts()).isEqualTo(1);
    assertThat(dead.failure()).isEqualTo("the receiver answered 400");
    Subscription failed = SubscriptionBodies.awaitStatus(id, SubscriptionStatus.ERROR);
    assertThat(failed.getError()).isEqualTo("the receiver answered 400");

    HttpResponse<String> list = Http.get("/outbox?state=failed&receiver=Subscription/" + id);
    assertThat(list.body()).contains(dead.id().toString()).contains("answered 400");
    HttpResponse<String> replayed =
        Http.post("/outbox/" + dead.id() + "/replay", "application/json", "");
    assertThat(replayed.statusCode()).as(replayed.body()).isEqualTo(200);
    awaitDeliveries("sent", id, 2);
    assertThat(receiver.received())
        .extracting(Received::path)
        .containsExactly("/hook/Patient/" + first, "/hook/Patient/" + first);
    Subscription well = SubscriptionBodies.awaitStatus(id, SubscriptionStatus.ACTIVE);
    assertThat(well.getError()).isNull();
    assertThat(Http.post("/outbox/" + dead.id() + "/replay", "application/json", "").statusCode())
        .isEqualTo(404);
  }

  @Test
  void aReceiverThatStaysAwayIsGivenUpAfterTheLastAttemptAndLaterEventsStillCome() {
    String id = SubscriptionBodies.activate(whole());
    receiver.answers(500);
    patient("A");
    DeliveryLine dead = awaitDeliveries("failed", id, 1).get(0);
    assertThat(dead.attempts()).isEqualTo(WithDelivery.ATTEMPTS);
    assertThat(receiver.received()).hasSize(WithDelivery.ATTEMPTS);
    receiver.answers(200);
    String later = patient("B");
    awaitDeliveries("sent", id, 2);
    assertThat(receiver.await(WithDelivery.ATTEMPTS + 1).get(WithDelivery.ATTEMPTS).path())
        .endsWith(later);
  }

  @Test
  void whatAKilledProcessLeftIsTakenOverWhenItsLeaseEnds() {
    String id = SubscriptionBodies.activate(whole());
    receiver.answersNext(400);
    patient("A");
    DeliveryLine dead = awaitDeliveries("failed", id, 1).get(0);
    // As a process leaves it that was killed between its claim and the end of the delivery.
    statements.update(
        "update delivery set state = 'running', lease_owner = ?, due_at = now() + interval '1"
            + " second', finished_at = null where id = ?",
        ids.next(),
        dead.id());
    assertThat(awaitDeliveries("sent", id, 2))
        .filteredOn(sent -> sent.id().equals(dead.id()))
        .hasSize(1);
    assertThat(receiver.received()).hasSize(2);
  }

  @Test
  void aMessageThatCannotBeHandedOnHoldsNothingUp() {
    String id = SubscriptionBodies.activate(whole());
    QuarkusTransaction.requiringNew().run(() -> outbox.add("report-made", List.of()));
    patient("A");
    awaitDeliveries("sent", id, 2);
    assertThat(receiver.received()).hasSize(1);
    Awaitility.await()
        .atMost(LONGEST)
        .until(
            () ->
                statements
                    .query(
                        row -> row.getString(1),
                        "select failure from outbox_message where resources = '[]'"
                            + " and failure is not null")
                    .size(),
            failed -> failed > 0);
    statements.update("delete from outbox_message where resources = '[]'");
  }

  @Test
  void aSlowReceiverHoldsNobodyElseUp() {
    try (ReceivingServer away = new ReceivingServer()) {
      away.answers(503);
      Subscription slow = whole();
      slow.getChannel().setEndpoint(away.address("/hook"));
      SubscriptionBodies.activate(slow);
      SubscriptionBodies.activate(whole());
      patient("A");
      patient("B");
      assertThat(receiver.await(2)).hasSize(2);
    }
  }

  @Test
  void aRedirectIsNotFollowed() {
    String id = SubscriptionBodies.activate(whole());
    receiver.answersNext(307, "Location", receiver.address("/elsewhere"));
    patient("A");
    assertThat(awaitDeliveries("failed", id, 1).get(0).failure())
        .isEqualTo("the receiver answered 307");
    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void offStopsWhatIsTold() {
    String id = SubscriptionBodies.activate(whole());
    Subscription off = whole().setStatus(SubscriptionStatus.OFF);
    assertThat(SubscriptionBodies.put(id, off).statusCode()).isEqualTo(200);
    patient("A");
    Subscription again = whole();
    assertThat(SubscriptionBodies.put(id, again).statusCode()).isEqualTo(200);
    SubscriptionBodies.awaitStatus(id, SubscriptionStatus.ACTIVE);
    String second = patient("B");
    assertThat(receiver.await(1).get(0).path()).endsWith(second);
  }

  @Test
  void aDeletedSubscriptionIsToldNothing() {
    String id = SubscriptionBodies.activate(whole());
    HttpResponse<String> deleted =
        Http.send("DELETE", "/fhir/Subscription/" + id, Http.FHIR_JSON, new byte[0]);
    assertThat(deleted.statusCode()).as(deleted.body()).isBetween(200, 204);
    patient("A");
    try (ReceivingServer other = new ReceivingServer()) {
      Subscription still = whole();
      still.getChannel().setEndpoint(other.address("/hook"));
      SubscriptionBodies.activate(still);
      patient("B");
      other.await(1);
    }
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void whoWasToldOfWhatStandsInTheTrail() {
    String id = SubscriptionBodies.activate(whole());
    String patient = patient("A");
    awaitDeliveries("sent", id, 2);
    assertThat(
            statements.query(
                row -> row.getString(1),
                "select resources::text from audit_entry where action = 'event-delivered'"
                    + " and detail = ?",
                "Subscription/" + id))
        .singleElement()
        .asString()
        .contains("Patient/" + patient + "/_history/1");
  }

  @Test
  void bodiesAreSignedAndHeadersAreSentButNotShown() throws Exception {
    String secret = "0123456789abcdef-of-test";
    String id =
        SubscriptionBodies.activate(
            whole("Authorization: Bearer abc", "Einthoven-Signing-Secret: " + secret));
    Subscription shown = (Subscription) Reports.read("Subscription/" + id);
    assertThat(shown.getChannel().getHeader())
        .extracting(header -> header.getValue())
        .containsExactly("Authorization: ***", "Einthoven-Signing-Secret: ***");
    // Sent back as it was shown it keeps what is not shown.
    assertThat(SubscriptionBodies.put(id, shown).statusCode()).isEqualTo(200);
    SubscriptionBodies.awaitStatus(id, SubscriptionStatus.ACTIVE);

    patient("A");
    Received came = receiver.await(1).get(0);
    assertThat(came.headers().getFirst("Authorization")).isEqualTo("Bearer abc");
    assertThat(came.headers()).doesNotContainKey("Einthoven-Signing-Secret");
    String signature = came.headers().getFirst("Einthoven-Signature");
    String time = signature.substring("t=".length(), signature.indexOf(','));
    assertThat(signature).isEqualTo("t=" + time + ",v1=" + hmac(secret, time, came.body()));
  }

  @Test
  void aSecretOfTheSettingsSignsToo() throws Exception {
    Subscription subscription = whole();
    HttpResponse<String> created = SubscriptionBodies.put("signed-by-setting", subscription);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    SubscriptionBodies.awaitStatus("signed-by-setting", SubscriptionStatus.ACTIVE);
    patient("A");
    Received came = receiver.await(1).get(0);
    String signature = came.headers().getFirst("Einthoven-Signature");
    String time = signature.substring("t=".length(), signature.indexOf(','));
    assertThat(signature).endsWith(hmac("a secret of the settings", time, came.body()));
  }

  private static String hmac(String secret, String time, byte[] body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(mac.doFinal(body));
  }

  @Test
  void anEcgIsToldWithItsWaveforms() {
    String recorder = ids.next().toString();
    Subscription subscription =
        SubscriptionBodies.byCriteria(
            "Observation?identifier=urn:test|" + recorder, receiver.address("/hook"));
    subscription.getChannel().setPayload(Http.FHIR_JSON);
    SubscriptionBodies.activate(subscription);
    Observation ecg = EcgBodies.observation(7701);
    ecg.addIdentifier().setSystem("urn:test").setValue(recorder);
    String sent = new String(FhirResource.of(ecg).json(), StandardCharsets.UTF_8);
    assertThat(Http.post("/fhir/Observation", Http.FHIR_JSON, sent).statusCode()).isEqualTo(201);
    Observation told = (Observation) FhirResource.parse(receiver.await(1).get(0).body()).resource();
    assertThat(((SampledData) told.getComponentFirstRep().getValue()).getData())
        .isEqualTo(((SampledData) ecg.getComponentFirstRep().getValue()).getData());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Nothing?x=y; http://example.org/; ; Subscription.criteria",
        "Patient?shoe-size=44; http://example.org/; ; Subscription.criteria",
        "Patient?_sort=name; http://example.org/; ; Subscription.criteria",
        "https://einthoven.org/fhir/SubscriptionTopic/x; http://a.org/; ; Subscription.criteria",
        "Patient; ftp://example.org/; ; Subscription.channel.endpoint",
        "Patient; http://user:word@example.org/; ; Subscription.channel.endpoint",
        "Patient; /relative; ; Subscription.channel.endpoint",
        "Patient; http://example.org/; Host: x; Subscription.channel.header[0]",
        "Patient; http://example.org/; no header; Subscription.channel.header[0]",
        "Patient; http://example.org/; Einthoven-Signing-Secret: short; Subscription.channel.header[0]"
      })
  void whatCannotBeDoneIsRefusedWithItsPlace(
      String criteria, String endpoint, String header, String place) {
    Subscription subscription = SubscriptionBodies.byCriteria(criteria, endpoint);
    if (header != null) {
      subscription.getChannel().addHeader(header);
    }
    HttpResponse<String> refused = SubscriptionBodies.send(subscription);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
    OperationOutcome outcome = (OperationOutcome) Reports.parsed(refused).resource();
    assertThat(outcome.getIssueFirstRep().getExpression().get(0).getValue()).isEqualTo(place);
  }

  @Test
  void theCapabilityStatementNamesTheTopics() {
    CapabilityStatement statement = (CapabilityStatement) Reports.read("metadata");
    assertThat(statement.getRestFirstRep().getResource())
        .filteredOn(resource -> resource.getType().equals("Subscription"))
        .flatExtracting(resource -> resource.getExtension())
        .extracting(extension -> extension.getValue().primitiveValue())
        .contains(SubscriptionBodies.TOPICS + "report-critical");
  }
}
