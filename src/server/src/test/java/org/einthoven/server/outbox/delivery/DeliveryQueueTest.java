package org.einthoven.server.outbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithoutDelivery;
import org.einthoven.server.outbox.MessageWaiting;
import org.einthoven.server.outbox.Statements;
import org.einthoven.server.store.IdSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutDelivery.class)
@QuarkusTestResource(TestDatabase.class)
class DeliveryQueueTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration LEASE = Duration.ofMinutes(1);

  @Inject Statements statements;
  @Inject Event<MessageWaiting> waiting;
  @Inject IdSource ids;

  private UUID me;
  private UUID other;

  @BeforeEach
  void emptyTheQueue() {
    statements.update("delete from delivery");
    statements.update("delete from receiver");
    me = ids.next();
    other = ids.next();
  }

  @Test
  void aDeliveryIsClaimedOnceWhileItsLeaseLasts() {
    UUID delivery = add(receiver(), NOON);
    assertThat(claim(NOON, me)).containsExactly(delivery);
    assertThat(claim(NOON.plus(LEASE).minusMillis(1), other)).isEmpty();
  }

  @Test
  void aDeliveryWhoseProcessWasKilledIsTakenOverAndTheFirstCannotEndIt() {
    String receiver = receiver();
    UUID delivery = add(receiver, NOON);
    Delivery first = claimed(NOON, me).get(0);
    Instant later = NOON.plus(LEASE);
    Delivery second = claimed(later, other).get(0);
    assertThat(second.id()).isEqualTo(delivery);
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(run(() -> queue(later).sent(first))).isFalse();
    assertThat(run(() -> queue(later).failed(first, "late"))).isFalse();
    assertThat(run(() -> queue(later).again(first, Duration.ZERO, "late"))).isFalse();
    assertThat(run(() -> queue(later).sent(second))).isTrue();
    assertThat(queue(later).list("sent", receiver, 10)).hasSize(1);
  }

  @Test
  void onlyTheFirstDeliveryOfAReceiverIsClaimedUntilItEnds() {
    String one = receiver();
    String two = receiver();
    UUID first = add(one, NOON);
    UUID second = add(one, NOON);
    UUID elsewhere = add(two, NOON);
    List<Delivery> claimed = claimed(NOON, me);
    assertThat(claimed).extracting(Delivery::id).containsExactlyInAnyOrder(first, elsewhere);
    assertThat(claim(NOON, other)).isEmpty();
    Delivery head = claimed.stream().filter(each -> each.id().equals(first)).findFirst().get();
    run(() -> queue(NOON).again(head, Duration.ofSeconds(30), "why"));
    // What waits for another attempt still comes first.
    assertThat(claim(NOON.plusSeconds(29), other)).isEmpty();
    Delivery again = claimed(NOON.plusSeconds(30), other).get(0);
    assertThat(again.id()).isEqualTo(first);
    run(() -> queue(NOON).failed(again, "why"));
    assertThat(claim(NOON.plusSeconds(30), other)).containsExactly(second);
  }

  @Test
  void aReplayedDeadLetterComesBeforeWhatCameAfterIt() {
    String receiver = receiver();
    UUID first = add(receiver, NOON);
    Delivery claimed = claimed(NOON, me).get(0);
    run(() -> queue(NOON).failed(claimed, "why"));
    add(receiver, NOON);
    assertThat(queue(NOON).replay(first)).isTrue();
    assertThat(queue(NOON).replay(first)).isFalse();
    List<Delivery> again = claimed(NOON, me);
    assertThat(again).extracting(Delivery::id).containsExactly(first);
    assertThat(again.get(0).attempt()).isEqualTo(1);
  }

  @Test
  void aReceiverThatDoesNotListenIsToldNoEvents() {
    String receiver = receiver();
    add(receiver, NOON);
    statements.update("update receiver set listening = false where id = ?", receiver);
    assertThat(claim(NOON, me)).isEmpty();
    UUID handshake = run(() -> queue(NOON).addFirst(receiver, DeliveryKind.HANDSHAKE, 0));
    assertThat(claim(NOON, me)).containsExactly(handshake);
  }

  @Test
  void whatIsWithdrawnIsNotClaimedAndSentOnesAreForgottenInTheEnd() {
    String receiver = receiver();
    add(receiver, NOON);
    Delivery sent = claimed(NOON, me).get(0);
    run(() -> queue(NOON).sent(sent));
    add(receiver, NOON);
    run(
        () -> {
          queue(NOON).withdraw(receiver);
          return 0;
        });
    assertThat(claim(NOON, me)).isEmpty();
    assertThat(queue(NOON).forget(NOON)).isZero();
    assertThat(queue(NOON).forget(NOON.plusSeconds(1))).isEqualTo(1);
  }

  @Test
  void manyProcessesShareTheDeliveriesAndEachReceiversOrderHolds() throws Exception {
    List<String> receivers = List.of(receiver(), receiver(), receiver());
    List<UUID> added = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      added.add(add(receivers.get(i % receivers.size()), NOON));
    }
    List<UUID> ended = java.util.Collections.synchronizedList(new ArrayList<>());
    List<Callable<Integer>> processes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      UUID owner = ids.next();
      processes.add(
          () -> {
            while (ended.size() < added.size()) {
              for (Delivery delivery : claimed(NOON, owner)) {
                ended.add(delivery.id());
                run(() -> queue(NOON).sent(delivery));
              }
            }
            return 0;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(processes.size());
    try {
      for (Future<Integer> process : threads.invokeAll(processes)) {
        process.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(ended).containsExactlyInAnyOrderElementsOf(added);
    for (int i = 0; i < receivers.size(); i++) {
      List<UUID> mine = new ArrayList<>();
      for (int k = i; k < added.size(); k += receivers.size()) {
        mine.add(added.get(k));
      }
      assertThat(ended.stream().filter(mine::contains).toList()).isEqualTo(mine);
    }
  }

  private String receiver() {
    String id = ids.next().toString();
    statements.update(
        "insert into receiver (id, kind, status, listening, endpoint, content, headers,"
            + " contact_order, created_at) values (?, 'rest-hook', 'active', true,"
            + " 'http://localhost/', 'empty', '{}', 1, ?)",
        id,
        NOON);
    return id;
  }

  private DeliveryQueue queue(Instant now) {
    return new DeliveryQueue(statements, ids, Clock.fixed(now, ZoneOffset.UTC), waiting);
  }

  private UUID add(String receiver, Instant now) {
    return run(() -> queue(now).add(receiver, DeliveryKind.EVENT, 1, now, List.of()));
  }

  private List<Delivery> claimed(Instant now, UUID owner) {
    return run(() -> queue(now).claim(owner, 10, LEASE));
  }

  private List<UUID> claim(Instant now, UUID owner) {
    return claimed(now, owner).stream().map(Delivery::id).toList();
  }

  private static <T> T run(Callable<T> work) {
    return QuarkusTransaction.joiningExisting().call(work);
  }
}
