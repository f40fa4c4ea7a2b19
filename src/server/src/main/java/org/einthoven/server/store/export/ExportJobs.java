package org.einthoven.server.store.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.einthoven.server.store.LeasedRows;
import org.jspecify.annotations.Nullable;

/**
 * The bulk exports, as a queue for any number of processes. A claim gives a lease and counts as an
 * attempt; what a process does whose lease has ended has no effect.
 */
@ApplicationScoped
public class ExportJobs {

  /** Held while an export is added, so that no two together exceed the limit. */
  private static final long ADDING = 0x65_78_70_6f_72_74L;

  private final DataSource database;
  private final LeasedRows rows;
  private final Clock clock;
  private final Event<ExportWaiting> waiting;

  /** In the server's database. */
  public ExportJobs(DataSource database, Clock clock, Event<ExportWaiting> waiting) {
    this.database = database;
    this.rows = new LeasedRows(database, clock, "export_job", "id", ", written = 0");
    this.clock = clock;
    this.waiting = waiting;
  }

  /**
   * Adds an export in the caller's transaction.
   *
   * @param most how many may be unfinished
   * @return false when so many are
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean add(ExportRequest request, int most) {
    try (Connection connection = database.getConnection()) {
      try (PreparedStatement lock =
          connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
        lock.setLong(1, ADDING);
        lock.execute();
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into export_job (id, requester, request, patients, types, since, state,"
                  + " attempts, created_at, due_at, written)"
                  + " select ?, ?, ?, ?, ?, ?, 'waiting', 0, ?, ?, 0 where (select count(*)"
                  + " from export_job where state in ('waiting', 'running')) < ?")) {
        Instant now = clock.instant();
        insert.setObject(1, request.id());
        insert.setString(2, request.requester());
        insert.setString(3, request.address());
        insert.setBoolean(4, request.patients());
        insert.setArray(5, connection.createArrayOf("text", request.types().toArray()));
        time(insert, 6, request.since());
        time(insert, 7, now);
        time(insert, 8, now);
        insert.setInt(9, most);
        if (insert.executeUpdate() == 0) {
          return false;
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the export could not be added", e);
    }
    waiting.fire(new ExportWaiting(request.id()));
    return true;
  }

  /** Claims an export that is due or whose lease has ended, and begins it anew. */
  @Transactional
  public Optional<ExportLease> claim(UUID owner, Duration lease) {
    return rows.claim(owner, lease)
        .map(claim -> new ExportLease(request(claim.id()), owner, claim.attempt()));
  }

  private ExportRequest request(UUID id) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select id, requester, request, patients, types, since from export_job"
                    + " where id = ?")) {
      select.setObject(1, id);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return request(row);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the export could not be read", e);
    }
  }

  private static ExportRequest request(ResultSet row) throws SQLException {
    Array types = row.getArray(5);
    return new ExportRequest(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getString(3),
        row.getBoolean(4),
        List.of((String[]) types.getArray()),
        time(row, 6));
  }

  /** Makes the leases of an owner last longer. */
  @Transactional
  public void renew(UUID owner, Duration lease) {
    rows.renew(owner, lease);
  }

  /**
   * Ends an export in the caller's transaction.
   *
   * @param transactionTime up to when every change is in it
   * @throws ExportLostException when it was cancelled or claimed by another
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void done(ExportLease lease, Instant transactionTime) {
    end(lease, "done", transactionTime, null);
  }

  /**
   * Gives an export up in the caller's transaction.
   *
   * @param failure why, without patient data
   * @throws ExportLostException when it was cancelled or claimed by another
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void failed(ExportLease lease, String failure) {
    end(lease, "failed", null, failure);
  }

  private void end(
      ExportLease lease, String state, @Nullable Instant time, @Nullable String failure) {
    try (Connection connection = database.getConnection();
        PreparedStatement end =
            connection.prepareStatement(
                "update export_job set state = ?, lease_owner = null, transaction_time = ?,"
                    + " failure = ?, finished_at = ? where id = ? and lease_owner = ?"
                    + " and attempts = ?")) {
      end.setString(1, state);
      time(end, 2, time);
      end.setString(3, failure);
      time(end, 4, clock.instant());
      owned(end, 5, lease);
      if (end.executeUpdate() == 0) {
        throw new ExportLostException();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the export could not be ended", e);
    }
  }

  /** Gives an export back to be begun again after a while; nothing where it was lost. */
  @Transactional
  public void again(ExportLease lease, Duration delay) {
    rows.again(new LeasedRows.Claim(lease.request().id(), lease.attempt()), lease.owner(), delay);
  }

  /** How far an export is; empty where there is none that this requester may follow. */
  @Transactional
  public Optional<ExportState> find(UUID id, String requester) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select j.request, j.written, j.transaction_time, j.finished_at, j.failure, f.name,"
                    + " f.resource_type, f.deleted, f.resources from export_job j"
                    + " left join export_file f on f.job = j.id and j.state = 'done'"
                    + " where j.id = ? and j.requester = ? order by f.deleted, f.name")) {
      select.setObject(1, id);
      select.setString(2, requester);
      try (ResultSet rows = select.executeQuery()) {
        List<ExportState.File> files = new ArrayList<>();
        Optional<ExportState> found = Optional.empty();
        while (rows.next()) {
          if (rows.getString(6) != null) {
            files.add(
                new ExportState.File(
                    rows.getString(6), rows.getString(7), rows.getBoolean(8), rows.getLong(9)));
          }
          found =
              Optional.of(
                  new ExportState(
                      rows.getString(1),
                      rows.getLong(2),
                      time(rows, 3),
                      time(rows, 4),
                      rows.getString(5),
                      files));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the export could not be read", e);
    }
  }

  /**
   * Cancels an export or throws its result away, in the caller's transaction.
   *
   * @return false where there is none that this requester may follow
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean remove(UUID id, String requester) {
    try (Connection connection = database.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("delete from export_job where id = ? and requester = ?")) {
      delete.setObject(1, id);
      delete.setString(2, requester);
      return delete.executeUpdate() > 0;
    } catch (SQLException e) {
      throw new IllegalStateException("the export could not be removed", e);
    }
  }

  /** Removes what was finished before. */
  @Transactional
  public int expire(Instant finishedBefore) {
    try (Connection connection = database.getConnection();
        PreparedStatement delete =
            connection.prepareStatement(
                "delete from export_job where state in ('done', 'failed') and finished_at < ?")) {
      time(delete, 1, finishedBefore);
      return delete.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("old exports could not be removed", e);
    }
  }

  private static void owned(PreparedStatement statement, int first, ExportLease lease)
      throws SQLException {
    statement.setObject(first, lease.job());
    statement.setObject(first + 1, lease.owner());
    statement.setInt(first + 2, lease.attempt());
  }

  private static void time(PreparedStatement statement, int place, @Nullable Instant instant)
      throws SQLException {
    statement.setObject(
        place,
        instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC),
        Types.TIMESTAMP_WITH_TIMEZONE);
  }

  private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
