package org.einthoven.server.api;

/** The words of {@code docs/results/tamper.md}. */
final class TamperPage {

  static final String HEAD =
      """
      # Tampering

      Each table of the database is tampered with in three ways, by somebody who may do everything in the database: triggers and
      foreign keys are switched off, one row is changed, removed or added. Then `GET /audit/check` holds the database against the
      [transparency log](../audit-log.md). The table tells what the check says: what happened, and to which table; its finding also has
      the row. A test fails when a table is missing here, when a tampering is not found, or when a finding names something else. What
      happens when the whole log is rebuilt as well is in `RebuiltLogTest`.

      Written by `./mvnw test -am -pl src/server -Dtest=TamperTest -Deinthoven.docs.write=true -Dsurefire.failIfNoSpecifiedTests=false`.

      | table | a row is changed | removed | added |
      |---|---|---|---|
      """;

  private TamperPage() {}
}
