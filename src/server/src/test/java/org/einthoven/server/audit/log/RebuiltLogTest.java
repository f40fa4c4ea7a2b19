package org.einthoven.server.audit.log;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.einthoven.ledger.Checkpoint;
import org.einthoven.ledger.Finding;
import org.einthoven.ledger.GrowingTree;
import org.einthoven.ledger.Leaf;
import org.einthoven.ledger.MerkleHash;
import org.einthoven.ledger.SaltedItem;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An attacker with all rights in the database changes what an audit entry says and makes all of the
 * log anew, so that the database agrees with itself.
 */
@QuarkusTest
@TestProfile(WithoutSequencer.class)
@QuarkusTestResource(TestDatabase.class)
class RebuiltLogTest {

  private static final List<String> TABLES =
      List.of("audit_entry", "log_leaf", "log_position", "log_node", "log_waiting");

  @Inject DataSource database;
  @Inject LeafSequencer sequencer;

  private boolean kept;

  private static void write() {
    given()
        .contentType("application/fhir+json")
        .body("{\"resourceType\":\"Patient\",\"active\":true}")
        .post("/fhir/Patient")
        .then()
        .statusCode(201);
  }

  private static Checkpoint signed() {
    return Exported.opened(
        given().post("/audit/checkpoint").then().statusCode(200).extract().asString());
  }

  /** As the database's owner, with triggers and foreign keys off. */
  private interface Attack {
    void run(Connection connection) throws SQLException;
  }

  private void attack(Attack attack) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      try {
        if (!kept) {
          kept = true;
          for (String table : TABLES) {
            statement.execute("create table kept_" + table + " as table " + table);
          }
        }
        attack.run(connection);
      } finally {
        statement.execute("set session_replication_role = origin");
      }
    }
  }

  /** The tests after this one find the log as it was signed. */
  @AfterEach
  void undo() throws SQLException {
    if (kept) {
      attack(
          connection -> {
            try (Statement statement = connection.createStatement()) {
              for (String table : TABLES) {
                statement.execute("delete from " + table);
                statement.execute("insert into " + table + " table kept_" + table);
                statement.execute("drop table kept_" + table);
              }
            }
          });
      kept = false;
    }
  }

  /** Has an early entry say another agent, and its leaf and everything above it agree. */
  private static void rebuild(Connection connection, long position) throws SQLException {
    UUID entry;
    Leaf leaf;
    byte[] salts;
    try (Statement select = connection.createStatement();
        ResultSet row =
            select.executeQuery(
                "select l.id, l.data, l.salts from log_position p join log_leaf l on l.id = p.leaf"
                    + " join audit_entry e on e.id = l.id where p.position >= "
                    + position
                    + " order by p.position limit 1")) {
      row.next();
      entry = row.getObject(1, UUID.class);
      leaf = Leaf.parse(row.getString(2));
      salts = row.getBytes(3);
    }
    List<String> items = new ArrayList<>(leaf.items());
    items.set(
        0,
        new SaltedItem(Arrays.copyOf(salts, SaltedItem.SALT_LENGTH), "agent somebody else").hash());
    Leaf changed = new Leaf(leaf.id(), leaf.time(), leaf.action(), leaf.outcome(), items);
    update(
        connection,
        "update audit_entry set agent = 'somebody else', agent_folded = 'somebody else'"
            + " where id = ?",
        entry);
    update(connection, "update log_leaf set data = ? where id = ?", changed.data(), entry);
    update(
        connection,
        "update log_position set hash = ? where leaf = ?",
        changed.hash().bytes(),
        entry);
    update(connection, "delete from log_node");
    GrowingTree tree = new GrowingTree();
    List<GrowingTree.Full> full = new ArrayList<>();
    try (Statement select = connection.createStatement();
        ResultSet rows = select.executeQuery("select hash from log_position order by position")) {
      while (rows.next()) {
        full.addAll(tree.add(MerkleHash.of(rows.getBytes(1))));
      }
    }
    TreeNodes.insert(connection, full);
  }

  private static void update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  @Test
  void aRebuiltLogIsFoundByTheCheckpointsAndNothingMoreIsSigned() throws SQLException {
    Checkpoint before = signed();
    write();
    Checkpoint after = signed();
    attack(connection -> rebuild(connection, before.size()));
    given()
        .get("/audit/check")
        .then()
        .statusCode(200)
        .body("verified", equalTo(false))
        .body(
            "findings.what",
            hasItem("the log between leaf " + before.size() + " and leaf " + (after.size() - 1)));
    given().post("/audit/checkpoint").then().statusCode(409).body(containsString("it was rebuilt"));
    given().get("/q/metrics").then().body(containsString("einthoven_audit_refused 1.0"));
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body(containsString("refused: the log does not begin with"));
    undo();
    assertThat(signed()).as("the log that was signed goes on").isEqualTo(after);
    given().get("/q/metrics").then().body(containsString("einthoven_audit_refused 0.0"));
  }

  @Test
  void aLogThatWasSetBackIsFound() throws SQLException {
    write();
    Checkpoint held = signed();
    attack(
        connection -> {
          update(connection, "delete from log_position where position = ?", held.size() - 1);
          update(
              connection,
              "delete from log_node where (index + 1) * (1::bigint << level) > ?",
              held.size() - 1);
        });
    given()
        .post("/audit/checkpoint")
        .then()
        .statusCode(409)
        .body(containsString("it was set back"));
    given().get("/audit/check").then().body("verified", equalTo(false));
  }

  @Test
  void whoAlsoRemovesTheServersCheckpointsIsFoundByOneThatIsHeldElsewhere()
      throws SQLException, IOException {
    Checkpoint before = signed();
    write();
    Checkpoint held = signed();
    write();
    attack(connection -> rebuild(connection, before.size()));
    Path folder =
        Path.of(ConfigProvider.getConfig().getValue("einthoven.audit.directory", String.class));
    Path away = Files.createTempDirectory(folder.getParent(), "away");
    Files.move(folder.resolve("latest.txt"), away.resolve("latest.txt"));
    Files.move(folder.resolve("checkpoints"), away.resolve("checkpoints"));
    try {
      Exported export = Exported.of("");
      assertThat(export.findings()).as("by what the attacked server signs itself").isEmpty();
      assertThat(export.findings(before, held))
          .extracting(Finding::what)
          .containsExactly(
              "the log between leaf " + before.size() + " and leaf " + (held.size() - 1));
    } finally {
      try (Stream<Path> made = Files.walk(folder.resolve("checkpoints"))) {
        for (Path path : made.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
      Files.move(away.resolve("checkpoints"), folder.resolve("checkpoints"));
      Files.delete(folder.resolve("latest.txt"));
      Files.move(away.resolve("latest.txt"), folder.resolve("latest.txt"));
    }
  }
}
