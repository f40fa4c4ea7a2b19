package org.einthoven.server.api;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** What the views of the audit trail have of an AuditEvent. */
final class AuditEventRows {

  private static final String ROWS =
      "select param || '|' || system || '|' || code, null::timestamptz, null::timestamptz"
          + " from audit_event_token where resource = ?1"
          + " union all select param || '|' || folded || '|' || exact, null, null"
          + " from audit_event_string where resource = ?1"
          + " union all select param || '|' || target_type || '/' || target_id || url, null, null"
          + " from audit_event_reference where resource = ?1"
          + " union all select param, low, high from audit_event_date where resource = ?1";

  private AuditEventRows() {}

  static Set<String> of(DataSource database, String id) {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(ROWS.replace("?1", "?"))) {
      for (int i = 1; i <= 4; i++) {
        select.setObject(i, UUID.fromString(id));
      }
      Set<String> lines = new HashSet<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          OffsetDateTime low = rows.getObject(2, OffsetDateTime.class);
          OffsetDateTime high = rows.getObject(3, OffsetDateTime.class);
          lines.add(
              low == null || high == null
                  ? rows.getString(1)
                  : rows.getString(1) + "|" + low.toInstant() + "|" + high.toInstant());
        }
      }
      return lines;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
