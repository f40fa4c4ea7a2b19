package org.einthoven.server.store.export;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.einthoven.server.store.Compression;
import org.einthoven.server.store.index.Compartment;
import org.einthoven.server.store.index.CompartmentSql;
import org.jspecify.annotations.Nullable;

/**
 * The store as it was at one moment, read by a cursor: what others write meanwhile is not seen, and
 * no more than some rows are in memory.
 */
public final class ExportSnapshot implements AutoCloseable {

  /** Rows that are fetched at a time. */
  private static final int ROWS = 200;

  private final Connection connection;
  private final Instant time;
  private boolean chosen;

  ExportSnapshot(Connection connection, Instant time) {
    this.connection = connection;
    this.time = time;
  }

  /** What is done with each resource. */
  @FunctionalInterface
  public interface Sink {

    /** Takes the encoded resource, without its waveform texts. */
    void accept(byte[] json) throws IOException;
  }

  /** What is done with each deleted resource. */
  @FunctionalInterface
  public interface Deletions {

    /** Takes the type and the id. */
    void accept(String resourceType, String resourceId) throws IOException;
  }

  /** Up to when every change that was ever committed is seen. */
  public Instant time() {
    return time;
  }

  /** From now on only resources that belong to patients are read. */
  public void choose(Compartment compartment) {
    CompartmentSql sql = CompartmentSql.of(compartment, null, null, null);
    try (PreparedStatement create =
        connection.prepareStatement(
            "create temporary table export_chosen on commit drop as "
                + sql.sql()
                + " select r.resource_type, r.resource_id from chosen c"
                + " join search_resource r on r.key = c.key")) {
      List<Object> bound = sql.bound();
      for (int i = 0; i < bound.size(); i++) {
        if (bound.get(i) instanceof String[] texts) {
          create.setArray(i + 1, connection.createArrayOf("text", texts));
        } else {
          create.setObject(i + 1, bound.get(i));
        }
      }
      create.executeUpdate();
      try (PreparedStatement analyze = connection.prepareStatement("analyze export_chosen")) {
        analyze.execute();
      }
    } catch (SQLException e) {
      throw fault(e);
    }
    chosen = true;
  }

  /**
   * Reads the resources of a type, by id.
   *
   * @param since what was stored before is left out; null for no limit
   */
  public void read(String resourceType, @Nullable Instant since, Sink sink) throws IOException {
    String among = chosen ? " join export_chosen c using (resource_type, resource_id)" : "";
    try (PreparedStatement select =
        connection.prepareStatement(
            "select v.content from resource h join resource_version v"
                + " using (resource_type, resource_id, version)"
                + among
                + " where h.resource_type = ? and not h.deleted"
                + (since == null ? "" : " and h.last_updated >= ?")
                + " order by h.resource_id")) {
      select.setFetchSize(ROWS);
      select.setString(1, resourceType);
      if (since != null) {
        select.setObject(2, OffsetDateTime.ofInstant(since, ZoneOffset.UTC));
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          sink.accept(Compression.unpack(rows.getBytes(1)));
        }
      }
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  /** Tells the resources of these types that were deleted since then and are not there again. */
  public void deletions(List<String> types, Instant since, Deletions sink) throws IOException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select resource_type, resource_id from resource where deleted"
                + " and resource_type = any(?) and last_updated >= ?"
                + " order by resource_type, resource_id")) {
      select.setFetchSize(ROWS);
      select.setArray(1, connection.createArrayOf("text", types.toArray()));
      select.setObject(2, OffsetDateTime.ofInstant(since, ZoneOffset.UTC));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          sink.accept(rows.getString(1), rows.getString(2));
        }
      }
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  @Override
  public void close() {
    try (connection) {
      connection.rollback();
      connection.setAutoCommit(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  private static IllegalStateException fault(SQLException e) {
    return new IllegalStateException("the store could not be read", e);
  }
}
