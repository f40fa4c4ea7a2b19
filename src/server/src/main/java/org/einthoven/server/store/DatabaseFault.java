package org.einthoven.server.store;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What kind of failure of the database lies behind an exception, told by its SQLSTATE (PostgreSQL,
 * appendix A).
 */
public enum DatabaseFault {
  /** Someone else wrote the same first: class 23, or a version that is not the next. */
  CONFLICT,
  /** The same may go well in a while: no connection, no room, a deadlock, a shutdown. */
  UNAVAILABLE,
  /** Anything else. */
  OTHER;

  private static final int CLASS_LENGTH = 2;
  private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57", "58");

  /** The kind of failure; empty where the database has no part in it. */
  public static Optional<DatabaseFault> of(Throwable thrown) {
    return sqlException(thrown)
        .map(DatabaseFault::of)
        .or(
            () ->
                behind(thrown).stream().anyMatch(VersionConflictException.class::isInstance)
                    ? Optional.of(CONFLICT)
                    : Optional.empty());
  }

  /** The SQLSTATE that the database gave the failure, if it had a part in it. */
  public static Optional<String> sqlState(Throwable thrown) {
    return sqlException(thrown).map(SQLException::getSQLState);
  }

  private static Optional<SQLException> sqlException(Throwable thrown) {
    return behind(thrown).stream()
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .findFirst();
  }

  /** A failure with all that led to it, nearest first. */
  private static Set<Throwable> behind(Throwable thrown) {
    Set<Throwable> all = new LinkedHashSet<>();
    Deque<Throwable> left = new ArrayDeque<>();
    left.add(thrown);
    while (!left.isEmpty()) {
      Throwable next = left.remove();
      if (all.add(next)) {
        if (next.getCause() != null) {
          left.add(next.getCause());
        }
        // The transaction manager hangs the cause of a failed commit here.
        left.addAll(List.of(next.getSuppressed()));
      }
    }
    return all;
  }

  private static DatabaseFault of(SQLException e) {
    String state = e.getSQLState();
    // Only what comes from the pool and not from PostgreSQL has no state.
    if (state == null || state.length() < CLASS_LENGTH) {
      return UNAVAILABLE;
    }
    String kind = state.substring(0, CLASS_LENGTH);
    if (kind.equals("23")) {
      return CONFLICT;
    }
    return PASSING.contains(kind) ? UNAVAILABLE : OTHER;
  }
}
