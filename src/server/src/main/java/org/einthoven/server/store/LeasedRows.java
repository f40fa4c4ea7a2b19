package org.einthoven.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The rows of a table that is a queue for any number of processes: its columns {@code state},
 * {@code attempts}, {@code due_at} and {@code lease_owner}. A claim takes the row that is due
 * longest and nobody else holds, gives a lease and counts as an attempt; what a process does whose
 * lease has ended has no effect. All take part in the caller's transaction.
 *
 * @param table its name
 * @param key the column of its primary key
 * @param anew what else a claim sets, such as {@code , written = 0}; may be empty
 */
public record LeasedRows(DataSource database, Clock clock, String table, String key, String anew) {

  /**
   * A row that was claimed.
   *
   * @param attempt the number of this attempt, from 1
   */
  public record Claim(UUID id, int attempt) {}

  /** Claims the row that waits or whose lease has ended, if there is one. */
  public Optional<Claim> claim(UUID owner, Duration lease) {
    Instant now = clock.instant();
    try (Connection connection = database.getConnection();
        PreparedStatement claim =
            connection.prepareStatement(
                "update %1$s set state = 'running', attempts = attempts + 1, lease_owner = ?,"
                        .formatted(table)
                    + " due_at = ?"
                    + anew
                    + " where %2$s = (select %2$s from %1$s where state in ('waiting', 'running')"
                        .formatted(table, key)
                    + " and due_at <= ? order by due_at limit 1 for update skip locked)"
                    + " returning "
                    + key
                    + ", attempts")) {
      claim.setObject(1, owner);
      claim.setObject(2, utc(now.plus(lease)));
      claim.setObject(3, utc(now));
      try (ResultSet row = claim.executeQuery()) {
        return row.next()
            ? Optional.of(new Claim(row.getObject(1, UUID.class), row.getInt(2)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("nothing could be claimed of " + table, e);
    }
  }

  /** Makes the leases of an owner last longer. */
  public void renew(UUID owner, Duration lease) {
    try (Connection connection = database.getConnection();
        PreparedStatement renew =
            connection.prepareStatement(
                "update "
                    + table
                    + " set due_at = ? where lease_owner = ? and state = 'running'")) {
      renew.setObject(1, utc(clock.instant().plus(lease)));
      renew.setObject(2, owner);
      renew.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("leases of " + table + " could not be renewed", e);
    }
  }

  /** Gives a row back to be claimed again after a while; nothing where it was lost. */
  public void again(Claim claim, UUID owner, Duration delay) {
    try (Connection connection = database.getConnection();
        PreparedStatement again =
            connection.prepareStatement(
                "update "
                    + table
                    + " set state = 'waiting', lease_owner = null, due_at = ? where "
                    + key
                    + " = ? and lease_owner = ? and attempts = ?")) {
      again.setObject(1, utc(clock.instant().plus(delay)));
      again.setObject(2, claim.id());
      again.setObject(3, owner);
      again.setInt(4, claim.attempt());
      again.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("a row of " + table + " could not be given back", e);
    }
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
