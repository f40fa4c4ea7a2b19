package org.einthoven.server.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.einthoven.server.audit.Access.Served;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * Records who was given what to see. An answer must not leave before its entry is durable, and a
 * commit for each would cost a flush for each: whoever comes first commits for all who wait.
 */
@Singleton
public class AccessTrail {

  private static final int MOST = 200;

  // The versions that were served, with their hashes and patients, for a whole group at once.
  private static final String SERVED =
      "select w.n, v.version, v.sha256, array(select e.target_id from search_resource r"
          + " join search_reference e on e.resource = r.key and e.param = 'patient'"
          + " and e.target_type = 'Patient' where r.resource_type = w.type and r.resource_id = w.id)"
          + " from unnest(?::text[], ?::text[], ?::integer[]) with ordinality as w(type, id, version, n)"
          + " join resource h on h.resource_type = w.type and h.resource_id = w.id"
          + " join resource_version v on v.resource_type = w.type and v.resource_id = w.id"
          + " and v.version = case when w.version = 0 then h.version else w.version end"
          + " order by w.n";

  private final AuditRows rows;
  private final DataSource database;
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock committing = new ReentrantLock();

  /** In the server's database. */
  AccessTrail(AuditRows rows, DataSource database) {
    this.rows = rows;
    this.database = database;
  }

  private static final class Waiting {

    private final Access access;
    private boolean done;
    private @Nullable RuntimeException failure;

    Waiting(Access access) {
      this.access = access;
    }
  }

  /**
   * Records an access; it is durable when this returns. Within a transaction it is durable when
   * that one commits.
   */
  public void record(Access access) {
    if (QuarkusTransaction.getStatus() == Status.STATUS_ACTIVE) {
      write(List.of(access));
      return;
    }
    Waiting mine = new Waiting(access);
    waiting.add(mine);
    committing.lock();
    try {
      // Whoever held the lock may have committed this one too.
      while (!mine.done) {
        commit(next());
      }
    } finally {
      committing.unlock();
    }
    RuntimeException failure = mine.failure;
    if (failure != null) {
      throw failure;
    }
  }

  private List<Waiting> next() {
    List<Waiting> group = new ArrayList<>();
    while (group.size() < MOST && !waiting.isEmpty()) {
      group.add(waiting.remove());
    }
    return group;
  }

  /** All of them or none: who cannot be recorded is not answered. */
  private void commit(List<Waiting> group) {
    try {
      QuarkusTransaction.requiringNew()
          .run(() -> write(group.stream().map(each -> each.access).toList()));
    } catch (RuntimeException e) {
      group.forEach(each -> each.failure = e);
    } finally {
      group.forEach(each -> each.done = true);
    }
  }

  private void write(List<Access> accesses) {
    List<Served> all =
        accesses.stream().flatMap(each -> each.served().stream()).distinct().toList();
    try (Connection connection = database.getConnection()) {
      Map<Served, Found> found = all.isEmpty() ? Map.of() : found(connection, all);
      List<AuditRows.Row> written = new ArrayList<>();
      for (Access access : accesses) {
        written.add(row(access, found));
      }
      rows.insert(connection, written);
    } catch (SQLException e) {
      throw new IllegalStateException("the access could not be recorded", e);
    }
  }

  private record Found(AuditItems.Version version, List<String> patients) {}

  private static Map<Served, Found> found(Connection connection, List<Served> served)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SERVED)) {
      AuditRows.texts(select, 1, served.stream().map(each -> each.id().type()).toList());
      AuditRows.texts(select, 2, served.stream().map(each -> each.id().id()).toList());
      select.setArray(
          3, connection.createArrayOf("integer", served.stream().map(Served::version).toArray()));
      Map<Served, Found> found = new LinkedHashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Served each = served.get(row.getInt(1) - 1);
          found.put(
              each,
              new Found(
                  new AuditItems.Version(
                      new VersionId(each.id(), row.getInt(2)).reference(), row.getString(3)),
                  List.of((String[]) row.getArray(4).getArray())));
        }
      }
      return found;
    }
  }

  private static AuditRows.Row row(Access access, Map<Served, Found> found) {
    Set<AuditItems.Version> versions = new LinkedHashSet<>();
    Set<ResourceId> about = new LinkedHashSet<>();
    for (Served served : access.served()) {
      Found there = found.get(served);
      if (there != null) {
        versions.add(there.version());
        about.add(served.id());
        there.patients().forEach(patient -> about.add(new ResourceId("Patient", patient)));
      }
    }
    return new AuditRows.Row(
        access.action(),
        AuditedEvent.Outcome.SUCCESS,
        access.agent(),
        List.copyOf(versions),
        null,
        access.detail(),
        List.copyOf(about));
  }
}
