package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpResponse;
import java.util.List;
import org.awaitility.Awaitility;
import org.einthoven.server.ReceivingServer;
import org.einthoven.server.ReceivingServer.Received;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithDelivery;
import org.einthoven.server.outbox.delivery.DeliveryLine;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.junit.jupiter.api.Test;

/** What becomes of deliveries that fail. */
@QuarkusTest
@TestProfile(WithDelivery.class)
@QuarkusTestResource(TestDatabase.class)
class FailingReceiverTest extends RestHookScene {

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
}
