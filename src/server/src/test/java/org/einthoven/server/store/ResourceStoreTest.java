package org.einthoven.server.store;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ResourceStoreTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Inject ResourceStore store;
  @Inject IdSource ids;

  @Test
  void everyVersionStaysByteForByte() {
    ResourceId id = newId();
    append(id, 1, "{\"number\":1.500,  \"b\":1,\"a\":2}");
    append(id, 2, "{\"second\":true}");

    assertThat(store.current(id)).map(StoredVersion::version).contains(2);
    assertThat(store.version(id, 1).map(found -> text(found.json())))
        .contains("{\"number\":1.500,  \"b\":1,\"a\":2}");
    assertThat(store.history(id)).extracting(StoredVersion::version).containsExactly(2, 1);
    assertThat(store.sha256(new VersionId(id, 2)))
        .contains(Hash.sha256("{\"second\":true}".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void deletionIsAVersionWithoutContent() {
    ResourceId id = newId();
    append(id, 1, "{}");
    QuarkusTransaction.requiringNew()
        .run(() -> store.append(List.of(new NewVersion(id, 2, NOON, true, new byte[0]))));

    assertThat(store.current(id)).map(StoredVersion::deleted).contains(true);
    assertThat(store.current(id).orElseThrow().json()).isEmpty();
    assertThat(store.version(id, 1)).isPresent();
  }

  @Test
  void versionsAreNeverSkippedOrWrittenTwice() {
    ResourceId id = newId();
    append(id, 1, "{}");
    assertThatThrownBy(() -> append(id, 1, "{\"again\":1}"))
        .isInstanceOf(VersionConflictException.class);
    assertThatThrownBy(() -> append(id, 3, "{\"skipped\":1}"))
        .isInstanceOf(VersionConflictException.class);
    assertThat(store.history(id)).hasSize(1);
  }

  @Test
  void whatIsAppendedTogetherIsThereTogetherOrNotAtAll() {
    ResourceId known = newId();
    ResourceId first = newId();
    ResourceId second = newId();
    append(known, 1, "{}");
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                store.append(
                    List.of(
                        version(first, 1, "{\"a\":1}"),
                        version(known, 2, "{\"b\":2}"),
                        version(second, 1, "{\"c\":3}"))));
    assertThat(store.current(List.of(known, second, first)))
        .extracting(Map::values, as(InstanceOfAssertFactories.collection(StoredVersion.class)))
        .extracting(found -> found.version() + text(found.json()))
        .containsExactly("2{\"b\":2}", "1{\"c\":3}", "1{\"a\":1}");

    ResourceId third = newId();
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () ->
                            store.append(
                                List.of(version(third, 1, "{}"), version(known, 2, "{}")))))
        .isInstanceOf(VersionConflictException.class)
        .hasMessageContaining(known.reference() + "/_history/2");
    assertThat(store.current(third)).isEmpty();
  }

  @Test
  void oneOfTwoThatCreateTheSameResourceWins() throws Exception {
    ResourceId id = newId();
    CyclicBarrier bothLooked = new CyclicBarrier(2);
    Callable<Boolean> create =
        () -> {
          try {
            QuarkusTransaction.requiringNew()
                .call(
                    () -> {
                      assertThat(store.lock(id)).isEmpty();
                      bothLooked.await();
                      store.append(List.of(version(id, 1, "{}")));
                      return true;
                    });
            return true;
          } catch (RuntimeException e) {
            assertThat(e).hasStackTraceContaining(VersionConflictException.class.getName());
            return false;
          }
        };
    assertThat(both(create)).containsExactlyInAnyOrder(true, false);
    assertThat(store.history(id)).hasSize(1);
  }

  @Test
  void lockMakesTheSecondWriterSeeTheFirstOnesVersion() throws Exception {
    ResourceId id = newId();
    append(id, 1, "{}");
    Callable<Integer> update =
        () ->
            QuarkusTransaction.requiringNew()
                .call(
                    () -> {
                      int next = store.lock(id).orElseThrow().version() + 1;
                      store.append(List.of(version(id, next, "{}")));
                      return next;
                    });
    assertThat(both(update)).containsExactlyInAnyOrder(2, 3);
  }

  private static <T> List<T> both(Callable<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(List.of(work, work))) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private ResourceId newId() {
    return new ResourceId("Observation", ids.next().toString());
  }

  private void append(ResourceId id, int version, String json) {
    QuarkusTransaction.requiringNew().run(() -> store.append(List.of(version(id, version, json))));
  }

  private static NewVersion version(ResourceId id, int version, String json) {
    return new NewVersion(id, version, NOON, false, json.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
