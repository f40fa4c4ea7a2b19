package org.einthoven.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class IdempotencyTest {

  private static final StoredAnswer CREATED =
      new StoredAnswer(
          201, "/fhir/Observation/1", "application/json", "{}".getBytes(StandardCharsets.UTF_8));

  @Inject Idempotency idempotency;
  @Inject IdSource ids;

  @Test
  void theSameRequestGetsTheAnswerOfTheFirst() {
    String key = ids.next().toString();
    carryOut("lab", key, "request");

    Idempotency.Claim again = claim("lab", key, "request");
    assertThat(again).isInstanceOf(Idempotency.Claim.Answered.class);
    StoredAnswer answer = ((Idempotency.Claim.Answered) again).answer();
    assertThat(answer).usingRecursiveComparison().isEqualTo(CREATED);
  }

  @Test
  void theSameKeyForAnotherRequestIsTold() {
    String key = ids.next().toString();
    carryOut("lab", key, "request");
    assertThat(claim("lab", key, "another")).isInstanceOf(Idempotency.Claim.OtherRequest.class);
  }

  @Test
  void theKeysOfTwoSendersAreTwo() {
    String key = ids.next().toString();
    carryOut("lab", key, "request");
    carryOut("ward", key, "another");
    assertThat(claim("lab", key, "request")).isInstanceOf(Idempotency.Claim.Answered.class);
  }

  @Test
  void aRequestThatFailedFreesItsKey() {
    String key = ids.next().toString();
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () -> {
                          idempotency.claim("lab", key, "request");
                          throw new IllegalStateException("on purpose");
                        }))
        .hasStackTraceContaining("on purpose");
    carryOut("lab", key, "request");
  }

  @Test
  void whoComesWhileTheFirstIsAtWorkWaitsForItsAnswer() throws Exception {
    String key = ids.next().toString();
    CountDownLatch claimed = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> first =
          threads.submit(
              () ->
                  QuarkusTransaction.requiringNew()
                      .call(
                          () -> {
                            assertThat(idempotency.claim("lab", key, "request"))
                                .isInstanceOf(Idempotency.Claim.First.class);
                            claimed.countDown();
                            go.await();
                            idempotency.answered("lab", key, CREATED);
                            return true;
                          }));
      claimed.await();
      Future<Idempotency.Claim> second = threads.submit(() -> claim("lab", key, "request"));
      go.countDown();
      first.get();
      assertThat(second.get()).isInstanceOf(Idempotency.Claim.Answered.class);
    } finally {
      threads.shutdownNow();
    }
  }

  private void carryOut(String sender, String key, String request) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              assertThat(idempotency.claim(sender, key, request))
                  .isInstanceOf(Idempotency.Claim.First.class);
              idempotency.answered(sender, key, CREATED);
            });
  }

  private Idempotency.Claim claim(String sender, String key, String request) {
    return QuarkusTransaction.requiringNew().call(() -> idempotency.claim(sender, key, request));
  }
}
