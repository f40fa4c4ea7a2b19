package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.async.AsyncInteractions;
import org.einthoven.server.store.async.InteractionLease;
import org.einthoven.server.store.async.InteractionLostException;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.junit.jupiter.api.Test;

/** Requests that nobody carries out but the test. */
@QuarkusTest
@TestProfile(LaterWorkerTest.TwoAtATime.class)
@QuarkusTestResource(TestDatabase.class)
class LaterWorkerTest {

  /** Nobody carries requests out, and two may wait. */
  public static class TwoAtATime implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("einthoven.async.worker", "false", "einthoven.async.limit", "2");
    }
  }

  private static final String SENDER = "patient one";

  @Inject LaterWorker worker;
  @Inject LaterInteraction later;
  @Inject AsyncInteractions interactions;
  @Inject IdSource ids;

  private static HttpResponse<String> get(String address) {
    return Exports.send("GET", address, SENDER);
  }

  private static String post(BundleType type, String mrn) {
    return RespondAsyncTest.accepted(
        RespondAsyncTest.ask("POST", "", RespondAsyncTest.transaction(type, mrn, 1)));
  }

  /** As a process claims it that dies at once. */
  private InteractionLease claimAndDie() {
    return interactions.claim(ids.next(), Duration.ofMillis(-1)).orElseThrow();
  }

  private static void remove(String address) {
    assertThat(Exports.send("DELETE", address, SENDER).statusCode()).isEqualTo(202);
  }

  @Test
  void oneMoreThanTheLimitIsPutOffAndWhatWaitsIsCancelled() {
    String first = post(BundleType.TRANSACTION, "put-off");
    String second = RespondAsyncTest.accepted(RespondAsyncTest.ask("GET", "/Patient?_id=1", ""));
    HttpResponse<String> waiting = get(first);
    assertThat(waiting.statusCode()).isEqualTo(202);
    assertThat(waiting.headers().firstValue("X-Progress")).contains("waits");
    assertThat(waiting.headers().firstValue("Retry-After")).isPresent();
    HttpResponse<String> third = RespondAsyncTest.ask("GET", "/Patient?_id=1", "");
    assertThat(third.statusCode()).as(third.body()).isEqualTo(429);
    assertThat(third.headers().firstValue("Retry-After")).isPresent();
    remove(first);
    remove(second);
    assertThat(worker.workOnce()).isFalse();
    assertThat(RespondAsyncTest.count("put-off")).isZero();
  }

  @Test
  void aTransactionThatACrashInterruptedIsStoredOnce() {
    String address = post(BundleType.TRANSACTION, "crashed");
    InteractionLease dead = claimAndDie();
    assertThat(worker.workOnce()).isTrue();
    assertThatThrownBy(() -> later.run(dead)).isInstanceOf(InteractionLostException.class);
    assertThat(get(address).statusCode()).isEqualTo(200);
    assertThat(RespondAsyncTest.count("crashed")).isEqualTo(1);
    remove(address);
  }

  @Test
  void aBatchThatACrashInterruptedIsNotBegunAgain() {
    String address = post(BundleType.BATCH, "crashed-batch");
    InteractionLease dead = claimAndDie();
    assertThat(worker.workOnce()).isTrue();
    HttpResponse<String> failed = get(address);
    assertThat(failed.statusCode()).as(failed.body()).isEqualTo(500);
    assertThat(failed.body()).contains("the server stopped while it was carried out");
    assertThat(RespondAsyncTest.count("crashed-batch")).isZero();
    assertThat(dead.attempt()).isEqualTo(1);
    assertThat(worker.workOnce()).isFalse();
    remove(address);
  }

  @Test
  void whatKillsItsProcessThreeTimesHasFailed() {
    String address = RespondAsyncTest.accepted(RespondAsyncTest.ask("GET", "/Patient?_id=1", ""));
    for (int i = 0; i < 3; i++) {
      claimAndDie();
    }
    assertThat(worker.workOnce()).isTrue();
    assertThat(get(address).statusCode()).isEqualTo(500);
    remove(address);
  }

  @Test
  void whatIsCancelledWhileItIsCarriedOutStoresNothing() {
    String address = post(BundleType.TRANSACTION, "cancelled");
    InteractionLease lease = interactions.claim(ids.next(), Duration.ofMinutes(1)).orElseThrow();
    assertThat(get(address).headers().firstValue("X-Progress")).contains("being carried out");
    remove(address);
    assertThatThrownBy(() -> later.run(lease)).isInstanceOf(InteractionLostException.class);
    assertThat(RespondAsyncTest.count("cancelled")).isZero();
  }
}
