package org.einthoven.server.audit;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.StoredVersion;
import org.einthoven.server.store.ToldResources;
import org.einthoven.server.store.VersionHistory;
import org.jspecify.annotations.Nullable;

/** The entries of the audit trail as AuditEvents, made when they are read. */
@Singleton
public class AuditEvents implements ToldResources {

  private static final String ID = "(e.id::text collate \"C\")";
  private static final String SELECT =
      "select e.*, array(select target_id from audit_entity where entry = e.id"
          + " and target_type = 'Patient' order by target_id) as patients from audit_entry e where ";

  private final DataSource database;

  /** Of the server's database. */
  public AuditEvents(DataSource database) {
    this.database = database;
  }

  @Override
  public String type() {
    return AuditEventForm.TYPE;
  }

  @Override
  @Transactional
  public List<StoredVersion> current(Collection<String> ids) {
    return read(SELECT + ID + " = any(?)", List.of((Object) ids.toArray(String[]::new)));
  }

  @Override
  @Transactional
  public List<StoredVersion> page(
      VersionHistory.Scope scope, VersionHistory.@Nullable After after, int limit) {
    List<Object> bound = new ArrayList<>();
    StringBuilder sql = new StringBuilder(SELECT);
    where(scope, sql, bound);
    if (after != null) {
      sql.append(" and (e.recorded_at, ").append(ID).append(") < (?, ?)");
      bound.add(utc(after.lastUpdated()));
      bound.add(after.id());
    }
    sql.append(" order by e.recorded_at desc, ").append(ID).append(" desc limit ?");
    bound.add(limit);
    return read(sql.toString(), bound);
  }

  @Override
  @Transactional
  public long count(VersionHistory.Scope scope) {
    List<Object> bound = new ArrayList<>();
    StringBuilder sql = new StringBuilder("select count(*) from audit_entry e where ");
    where(scope, sql, bound);
    try (Connection connection = database.getConnection();
        PreparedStatement select = prepare(connection, sql.toString(), bound);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  private static void where(VersionHistory.Scope scope, StringBuilder sql, List<Object> bound) {
    sql.append("true");
    if (!scope.id().isEmpty()) {
      sql.append(" and ").append(ID).append(" = ?");
      bound.add(scope.id());
    }
    Instant since = scope.since();
    if (since != null) {
      sql.append(" and e.recorded_at >= ?");
      bound.add(utc(since));
    }
  }

  private List<StoredVersion> read(String sql, List<Object> bound) {
    try (Connection connection = database.getConnection();
        PreparedStatement select = prepare(connection, sql, bound);
        ResultSet rows = select.executeQuery()) {
      List<StoredVersion> read = new ArrayList<>();
      while (rows.next()) {
        read.add(event(rows));
      }
      return read;
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, List<Object> bound)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < bound.size(); i++) {
      if (bound.get(i) instanceof String[] texts) {
        statement.setArray(i + 1, connection.createArrayOf("text", texts));
      } else {
        statement.setObject(i + 1, bound.get(i));
      }
    }
    return statement;
  }

  private static StoredVersion event(ResultSet row) throws SQLException {
    Instant recorded = row.getObject("recorded_at", OffsetDateTime.class).toInstant();
    AuditEventForm.Entry entry =
        new AuditEventForm.Entry(
            row.getString("id"),
            recorded,
            row.getString("action"),
            row.getString("outcome"),
            row.getString("agent"),
            row.getString("resources"),
            row.getString("payload_sha256"),
            row.getString("detail"),
            List.of((String[]) row.getArray("patients").getArray()));
    return new StoredVersion(
        new ResourceId(AuditEventForm.TYPE, entry.id()),
        1,
        recorded,
        false,
        AuditEventForm.of(entry).json());
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static IllegalStateException fault(SQLException e) {
    return new IllegalStateException("the audit trail could not be read", e);
  }
}
