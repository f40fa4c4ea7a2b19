package org.einthoven.server.outbox;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** SQL over the outbox's tables, in the caller's transaction where there is one. */
@Singleton
public class Statements {

  private final DataSource database;

  /** Over the server's database. */
  public Statements(DataSource database) {
    this.database = database;
  }

  /** Reads one row of a result. */
  @FunctionalInterface
  public interface Row<T> {
    /** The row that the result stands at. */
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Changes rows.
   *
   * @param values bound in their order; an {@link Instant} is bound as a timestamptz
   * @return how many rows changed
   */
  public int update(String sql, @Nullable Object... values) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = prepare(connection, sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("the outbox could not be written", e);
    }
  }

  /** Reads rows, or changes them and reads what {@code returning} gives. */
  public <T> List<T> query(Row<T> row, String sql, @Nullable Object... values) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = prepare(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> read = new ArrayList<>();
      while (rows.next()) {
        read.add(row.read(rows));
      }
      return read;
    } catch (SQLException e) {
      throw new IllegalStateException("the outbox could not be read", e);
    }
  }

  /** A time of a row, null where there is none. */
  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value instanceof Instant time) {
        statement.setObject(i + 1, OffsetDateTime.ofInstant(time, ZoneOffset.UTC));
      } else if (value instanceof String[] texts) {
        statement.setArray(i + 1, connection.createArrayOf("text", texts));
      } else {
        statement.setObject(i + 1, value);
      }
    }
    return statement;
  }
}
