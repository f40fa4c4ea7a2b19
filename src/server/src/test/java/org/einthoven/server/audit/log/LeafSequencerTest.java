package org.einthoven.server.audit.log;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.einthoven.ledger.GrowingTree;
import org.einthoven.ledger.Leaf;
import org.einthoven.ledger.MerkleHash;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutSequencer.class)
@QuarkusTestResource(TestDatabase.class)
class LeafSequencerTest {

  @Inject LeafSequencer sequencer;
  @Inject LogTree tree;
  @Inject AuditTrail audit;
  @Inject DataSource database;

  private void record(String detail) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                audit.record(
                    new AuditedEvent(
                        AuditedAction.ANALYSIS_FAILED,
                        AuditedEvent.Outcome.FAILURE,
                        "tester",
                        List.of(),
                        null,
                        detail)));
  }

  private long count(String sql) {
    try (Connection connection = database.getConnection();
        Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("select count(*) from " + sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Adds all leaves by position to a tree, and holds the rows against it. */
  private GrowingTree rebuilt() throws SQLException {
    GrowingTree tree = new GrowingTree();
    long nodes = 0;
    try (Connection connection = database.getConnection();
        Statement select = connection.createStatement();
        ResultSet rows =
            select.executeQuery(
                "select p.position, p.hash, l.data, l.id from log_position p"
                    + " join log_leaf l on l.id = p.leaf order by p.position")) {
      while (rows.next()) {
        assertThat(rows.getLong(1)).as("positions have no gap").isEqualTo(tree.size());
        MerkleHash hash = MerkleHash.of(rows.getBytes(2));
        assertThat(Leaf.parse(rows.getString(3)).hash()).isEqualTo(hash);
        assertThat(Leaf.parse(rows.getString(3)).id()).isEqualTo(rows.getString(4));
        for (GrowingTree.Full full : tree.add(hash)) {
          nodes++;
          assertThat(TreeNodes.hashes(connection, List.of(full.node())))
              .containsEntry(full.node(), full.hash());
        }
      }
    }
    assertThat(count("log_node")).isEqualTo(nodes);
    return tree;
  }

  @Test
  void everyLeafOfManyWritersGetsOnePositionFromTwoSequencersAtOnce() throws Exception {
    int writers = 4;
    int each = 60;
    AtomicBoolean writing = new AtomicBoolean(true);
    ExecutorService threads = Executors.newFixedThreadPool(writers + 2);
    try {
      List<Future<?>> sequencing = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        sequencing.add(
            threads.submit(
                () -> {
                  while (writing.get()) {
                    sequencer.run();
                  }
                }));
      }
      List<Future<?>> written = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        written.add(
            threads.submit(
                () -> {
                  for (int n = 0; n < each; n++) {
                    record("of a writer");
                  }
                }));
      }
      for (Future<?> done : written) {
        done.get();
      }
      writing.set(false);
      for (Future<?> done : sequencing) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    sequencer.catchUp();
    assertThat(count("log_waiting")).isZero();
    assertThat(rebuilt().size())
        .isEqualTo(count("log_leaf"))
        .isGreaterThanOrEqualTo((long) writers * each);
    assertThat(count("audit_entry e where not exists (select from log_leaf l where l.id = e.id)"))
        .isZero();
  }

  @Test
  void whatIsRolledBackIsNoLeaf() throws SQLException {
    sequencer.catchUp();
    long before = count("log_leaf");
    QuarkusTransaction.begin();
    audit.record(
        new AuditedEvent(
            AuditedAction.ANALYSIS_FAILED,
            AuditedEvent.Outcome.FAILURE,
            "tester",
            List.of(),
            null,
            ""));
    QuarkusTransaction.rollback();
    sequencer.catchUp();
    assertThat(count("log_leaf")).isEqualTo(before);
    assertThat(rebuilt().size()).isEqualTo(before);
  }

  @Test
  void aLeafThatWaitsForLongIsToldAndOneOfALongTransactionIsNot() throws SQLException {
    sequencer.catchUp();
    assertThat(tree.waitingFor(Instant.EPOCH)).isZero();
    record("waits");
    try (Connection connection = database.getConnection();
        Statement update = connection.createStatement()) {
      update.execute("update log_waiting set made_at = made_at - interval '1 minute'");
    }
    assertThat(tree.waitingFor(Instant.EPOCH)).isGreaterThan(Duration.ofSeconds(59));
    assertThat(tree.waitingFor(sequencer.drained()))
        .as("it was committed since none waited")
        .isPositive()
        .isLessThan(Duration.ofSeconds(59));
    sequencer.catchUp();
    assertThat(tree.waitingFor(sequencer.drained())).isZero();
  }

  @Test
  void aLeafDoesNotTellWhoItWasOrWhatWasSaid() throws SQLException {
    String detail = "a detail that nobody should find in a leaf";
    record(detail);
    assertThat(count("log_leaf where data like '%tester%' or data like '%nobody should%'"))
        .isZero();
    assertThat(count("audit_entry where detail = '" + detail + "'")).isEqualTo(1);
  }

  @Test
  void rowsThatAreWrittenBecomeItemsOfALeaf() {
    String patient =
        given()
            .contentType("application/fhir+json")
            .header("Idempotency-Key", "a-key-of-the-sequencer-test")
            .body("{\"resourceType\":\"Patient\",\"active\":true}")
            .post("/fhir/Patient")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    assertThat(patient).isNotNull();
    sequencer.catchUp();
    assertThat(count("log_row where leaf is null")).isZero();
    assertThat(
            count(
                "log_row r join log_leaf l on l.id = r.leaf join log_position p on p.leaf = l.id"
                    + " where r.table_name = 'idempotency_key'"
                    + " and r.row_key like '%a-key-of-the-sequencer-test%'"
                    + " and split_part(l.data, e'\\n', 6 + r.item) = 'item ' || encode(sha256(r.salt"
                    + " || convert_to('row ' || r.operation || ' ' || r.table_name || ' ' || r.digest"
                    + " || ' ' || r.row_key, 'UTF8')), 'hex')"))
        .isGreaterThanOrEqualTo(1);
  }
}
