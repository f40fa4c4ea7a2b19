package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every table is tampered with, by somebody who may do everything in the database and switches
 * triggers and foreign keys off: each tampering is found and named. {@code docs/results/tamper.md}
 * has the outcome, written anew with {@code -Deinthoven.docs.write=true}.
 */
@QuarkusTest
@TestProfile(WithoutSequencerOrDelivery.class)
@QuarkusTestResource(TestDatabase.class)
class TamperTest {

  private static final Path PAGE = Path.of("../../docs/results/tamper.md");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> LOG = Set.of("log_position", "log_node", "log_waiting");

  private static boolean filled;

  @Inject DataSource database;

  /** An ECG, its report and a Subscription by requests; what is rare by statements, triggers on. */
  @BeforeEach
  void fill() throws SQLException {
    if (filled) {
      return;
    }
    filled = true;
    String observation =
        Reports.parsed(
                Http.post(
                    "/fhir/Observation",
                    Http.FHIR_JSON,
                    new String(
                        FhirResource.of(EcgBodies.twelveLeads(20)).json(), StandardCharsets.UTF_8),
                    "Idempotency-Key",
                    "tampering"))
            .reference();
    Reports.of(observation);
    Stored.create("Patient", "'name':[{'family':'Tampered'}]");
    sql(true, FilledTables.STATEMENTS);
    assertThat(check().path("findings")).as("before anything is tampered with").isEmpty();
  }

  private void sql(boolean triggers, List<String> statements) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = " + (triggers ? "origin" : "replica"));
      try {
        for (String each : statements) {
          statement.execute(each);
        }
      } finally {
        statement.execute("set session_replication_role = origin");
      }
    }
  }

  private static JsonNode check() {
    try {
      return JSON.readTree(Http.get("/audit/check").body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<String> tables() throws SQLException {
    Set<String> tables = new LinkedHashSet<>();
    try (Connection connection = database.getConnection();
        Statement select = connection.createStatement();
        ResultSet rows =
            select.executeQuery(
                "select table_name from information_schema.tables where table_schema ="
                    + " current_schema() and table_type = 'BASE TABLE' order by 1")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  /** Does it, has it found, and undoes it. */
  private String found(Tampering tampering, Tampering.Kind kind) throws SQLException {
    Set<String> kept = new LinkedHashSet<>(LOG);
    kept.add(tampering.table());
    kept.add("log_leaf");
    kept.add("log_row");
    sql(
        true,
        kept.stream().map(table -> "create table kept_" + table + " as table " + table).toList());
    try {
      sql(false, List.of(tampering.sql(kind)));
      JsonNode checked = check();
      assertThat(checked.path("verified").asBoolean()).as(tampering + " " + kind).isFalse();
      // The checks run in no fixed order, and several may find the same row.
      String done = kind.name().toLowerCase(Locale.ROOT);
      Optional<JsonNode> named =
          StreamSupport.stream(checked.path("findings").spliterator(), false)
              .filter(
                  finding ->
                      tampering.names().stream()
                          .anyMatch(name -> names(finding.path("what").asText(), name)))
              .min(
                  Comparator.comparing(
                          (JsonNode finding) -> !finding.path("kind").asText().equals(done))
                      .thenComparing(finding -> finding.path("kind").asText())
                      .thenComparing(finding -> finding.path("what").asText()));
      assertThat(named).as(kind + " " + tampering + ": " + checked).isPresent();
      String what = named.get().path("what").asText();
      String table =
          tampering.names().stream().filter(name -> names(what, name)).findFirst().orElseThrow();
      return named.get().path("kind").asText() + ": " + table;
    } finally {
      List<String> back = new ArrayList<>();
      for (String table : kept) {
        back.add("delete from " + table);
        back.add("insert into " + table + " overriding system value table kept_" + table);
        back.add("drop table kept_" + table);
      }
      sql(false, back);
    }
  }

  /**
   * As a word of its own: a finding about {@code search_resource} does not name {@code resource}.
   */
  private static boolean names(String what, String table) {
    return (" " + what + " ").contains(" " + table + " ");
  }

  @Test
  void everyTamperingWithEveryTableIsFoundAndNamed() throws SQLException, IOException {
    assertThat(Tampering.ALL).extracting(Tampering::table).containsExactlyElementsOf(tables());
    StringBuilder page = new StringBuilder(TamperPage.HEAD);
    for (Tampering tampering : Tampering.ALL) {
      page.append("| `").append(tampering.table()).append('`');
      for (Tampering.Kind kind : Tampering.Kind.values()) {
        if (tampering.table().equals("log_waiting")) {
          Stored.create("Patient", "'active':true");
        }
        page.append(" | ").append(found(tampering, kind));
      }
      page.append(" |\n");
      assertThat(check().path("findings")).as("after it was undone").isEmpty();
    }
    if (Boolean.getBoolean("einthoven.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page.toString());
  }
}
