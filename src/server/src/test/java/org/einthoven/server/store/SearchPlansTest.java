package org.einthoven.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SearchPlansTest {

  private static final int UNTIL_A_PLAN_WOULD_BE_KEPT = 20;

  @Inject DataSource database;

  @Test
  void noPlanForAnyValuesIsKeptHoweverOftenASearchIsMade() throws SQLException {
    String sql = "select resource from search_token where param = ? and code = ? and 1 = 1";
    try (Connection connection = database.getConnection()) {
      for (int i = 0; i < UNTIL_A_PLAN_WOULD_BE_KEPT; i++) {
        try (PreparedStatement search = connection.prepareStatement(sql)) {
          search.setString(1, "code");
          search.setString(2, "c" + i);
          search.executeQuery().close();
        }
      }
      try (Statement plans = connection.createStatement();
          ResultSet kept =
              plans.executeQuery(
                  "select sum(generic_plans), sum(custom_plans) from pg_prepared_statements where"
                      + " statement like '%and 1 = 1'")) {
        kept.next();
        assertThat(kept.getLong(1)).as("plans for any values").isZero();
        assertThat(kept.getLong(2)).as("plans for their own values").isPositive();
      }
    }
  }
}
