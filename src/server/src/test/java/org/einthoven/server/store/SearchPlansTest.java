package org.einthoven.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.store.index.Criterion;
import org.einthoven.server.store.index.IndexQuery;
import org.einthoven.server.store.index.SearchIndex;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SearchPlansTest {

  private static final int UNTIL_A_PLAN_WOULD_BE_KEPT = 20;

  @Inject DataSource database;
  @Inject SearchIndex index;

  private static IndexQuery query(String code) {
    return new IndexQuery(
        "Observation",
        List.of(new Criterion.Tokens("code", List.of(new Criterion.TokenValue(null, code)), false)),
        List.of(),
        null,
        10);
  }

  @Test
  void noPlanForAnyValuesIsKeptHoweverOftenASearchIsMade() {
    // In one transaction, and so on one connection.
    long kept =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  for (int i = 0; i < UNTIL_A_PLAN_WOULD_BE_KEPT; i++) {
                    assertThat(index.find(query("never-" + i))).isEmpty();
                    assertThat(index.count(query("never-" + i), 10)).isZero();
                  }
                  return plansKept();
                });
    assertThat(kept).isZero();
  }

  @Test
  void theAuditTrailSortedByDateIsReadAlongItsIndexAndNotWhole() {
    for (boolean descending : List.of(false, true)) {
      IndexQuery newest =
          new IndexQuery(
              "AuditEvent",
              List.of(),
              List.of(new IndexQuery.SortKey("date", Criterion.Kind.DATE, descending)),
              null,
              10);
      long[] read = new long[1];
      QuarkusTransaction.begin();
      try {
        fill(
            "insert into audit_entry (id, recorded_at, action, outcome, agent, resources, detail)"
                + " select gen_random_uuid(), now() + n * interval '1 second', 'report-made',"
                + " 'success', 'made up', '[]', '' from generate_series(1, 20000) n");
        fill("analyze audit_entry");
        long before = rowsRead();
        assertThat(index.find(newest)).hasSize(10);
        read[0] = rowsRead() - before;
      } finally {
        QuarkusTransaction.rollback();
      }
      assertThat(read[0]).as("rows read, descending: %s", descending).isBetween(1L, 1000L);
    }
  }

  private void fill(String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By this transaction. */
  private long rowsRead() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables"
                    + " where relname = 'audit_entry'")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long plansKept() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement plans = connection.createStatement();
        ResultSet kept =
            plans.executeQuery(
                "select count(*) from pg_prepared_statements"
                    + " where statement like 'select * from (select r.resource_id%'"
                    + " or statement like 'select count(*) from (select 1 from search_resource%'")) {
      kept.next();
      return kept.getLong(1);
    }
  }
}
