package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.ReceivingServer;
import org.einthoven.server.ReceivingServer.Received;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithDelivery;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.SampledData;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** R4 Subscriptions by criteria, told to a receiver over HTTP. */
@QuarkusTest
@TestProfile(WithDelivery.class)
@QuarkusTestResource(TestDatabase.class)
class RestHookTest extends RestHookScene {

  @BeforeAll
  static void beginToVouch() {
    Vouched.begin();
  }

  @AfterAll
  static void everyVersionIsVouchedFor() {
    Vouched.everyVersion();
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
}
