package org.einthoven.server.audit.check;

import jakarta.inject.Singleton;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.einthoven.ledger.Finding;
import org.einthoven.server.audit.AuditCodes;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.ValidateOutput;

/** Makes again what the server makes of other rows or of itself, and compares. */
@Singleton
class DerivedCheck implements TableCheck {

  private static final String SLOT = "get_byte(uuid_send(recording), 15) % 64";

  private static final String TALLIES =
      "select coalesce(t.model, s.model) || ' slot ' || coalesce(t.slot, s.slot)"
          + " from shadow_tally t full join (select active_model, model, "
          + SLOT
          + " as slot, count(*) - count(failure) as scored, count(failure) as failed"
          + " from shadow_score group by 1, 2, 3) s"
          + " on s.active_model = t.active_model and s.model = t.model and s.slot = t.slot"
          + " where (coalesce(t.scored, 0), coalesce(t.failed, 0))"
          + " is distinct from (coalesce(s.scored, 0), coalesce(s.failed, 0))";

  private static final String HEADS =
      "select coalesce(t.model, s.model) || ' ' || coalesce(t.head, s.head)"
          + " || ' slot ' || coalesce(t.slot, s.slot) from shadow_head_tally t full join"
          + " (select active_model, model, "
          + SLOT
          + " as slot, h.key as head, count(*) as recordings,"
          + " sum(cast(h.value ->> 'same' as bigint)) as same,"
          + " sum(cast(h.value ->> 'different' as bigint)) as different"
          + " from shadow_score, jsonb_each(agreement) as h group by 1, 2, 3, 4) s"
          + " on s.active_model = t.active_model and s.model = t.model and s.slot = t.slot"
          + " and s.head = t.head"
          + " where (coalesce(t.recordings, 0), coalesce(t.same, 0), coalesce(t.different, 0)) is"
          + " distinct from"
          + " (coalesce(s.recordings, 0), coalesce(s.same, 0), coalesce(s.different, 0))";

  private final Rows rows;
  private final AuditCodes codes;
  private final Flyway migrations;

  DerivedCheck(DataSource database, AuditCodes codes, Flyway migrations) {
    this.rows = new Rows(database);
    this.codes = codes;
    this.migrations = migrations;
  }

  @Override
  public void run(Consumer<Finding> findings) {
    rows.each(
        TALLIES,
        key ->
            findings.accept(
                Finding.changed("shadow_tally " + key, "the scores add up to something else")));
    rows.each(
        HEADS,
        key ->
            findings.accept(
                Finding.changed(
                    "shadow_head_tally " + key, "the scores add up to something else")));
    for (String action : codes.different()) {
      findings.accept(
          Finding.changed("audit_code " + action, "these are not the codes of this server"));
    }
    for (ValidateOutput wrong : migrations.validateWithResult().invalidMigrations) {
      findings.accept(
          Finding.changed(
              "flyway_schema_history " + wrong.version,
              "the migrations of this server are not those that it says"));
    }
  }
}
