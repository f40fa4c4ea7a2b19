package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client is told when PostgreSQL refuses to commit. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DatabaseFaultsTest {

  @Inject DataSource database;

  /** Lets the commit of a request fail with the SQLSTATE that its Idempotency-Key names. */
  @BeforeEach
  void failAtCommit() throws SQLException {
    run(
        """
        create function fail_at_commit() returns trigger language plpgsql as
        $$ begin raise exception using errcode = substring(new.key from 6), message = 'secret'; end $$;
        create constraint trigger fail_at_commit after insert on idempotency_key
        deferrable initially deferred for each row when (new.key like 'fail-%')
        execute function fail_at_commit();
        """);
  }

  @AfterEach
  void commitAgain() throws SQLException {
    run("drop trigger fail_at_commit on idempotency_key; drop function fail_at_commit()");
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @ParameterizedTest
  @CsvSource({"23505, 409", "40P01, 503", "53100, 503", "57P01, 503", "XX001, 500"})
  void aFailedCommitIsAnsweredByItsCauseAndNothingIsStored(String state, int status) {
    HttpResponse<String> answered =
        Http.post(
            "/fhir/Patient",
            Http.FHIR_JSON,
            "{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":\"urn:test:fail\",\"value\":\""
                + state
                + "\"}]}",
            "Idempotency-Key",
            "fail-" + state);
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(status);
    assertThat(answered.body())
        .contains("OperationOutcome")
        .doesNotContain("secret")
        .doesNotContain("Exception");
    assertThat(answered.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
    assertThat(Http.get("/fhir/Patient?identifier=urn:test:fail%7C" + state).body())
        .contains("\"total\":0");
  }
}
