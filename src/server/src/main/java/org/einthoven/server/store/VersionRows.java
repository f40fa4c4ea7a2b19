package org.einthoven.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes versions and what is current: all that belong together by one statement each, as a report
 * has more than ten resources.
 */
final class VersionRows {

  private final Connection connection;

  /** In the transaction of this connection. */
  VersionRows(Connection connection) {
    this.connection = connection;
  }

  /** The number of the current version, which stays current until the transaction ends. */
  OptionalInt lock(ResourceId id) throws SQLException {
    return number(
        "select version from resource where resource_type = ? and resource_id = ? for update", id);
  }

  /** The number of the current version; empty where there is none or it is deleted. */
  OptionalInt number(ResourceId id) throws SQLException {
    return number(
        "select version from resource where resource_type = ? and resource_id = ? and not deleted",
        id);
  }

  private OptionalInt number(String sql, ResourceId id) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, id.type());
      select.setString(2, id.id());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
      }
    }
  }

  /**
   * Adds versions, each of another resource.
   *
   * @param sha256 of their bytes
   * @throws VersionConflictException when one is not the next version of its resource
   */
  void insert(List<NewVersion> versions, List<String> sha256) throws SQLException {
    insertHeads(versions.stream().filter(added -> added.version() == 1).toList());
    updateHeads(versions.stream().filter(added -> added.version() != 1).toList());
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into resource_version (resource_type, resource_id, version, last_updated,"
                + " deleted, sha256, content) select * from unnest(?::text[], ?::text[],"
                + " ?::integer[], ?::timestamptz[], ?::boolean[], ?::text[], ?::bytea[])")) {
      texts(insert, 1, versions, added -> added.id().type());
      texts(insert, 2, versions, added -> added.id().id());
      texts(insert, 3, versions, NewVersion::version);
      texts(insert, 4, versions, NewVersion::lastUpdated);
      texts(insert, 5, versions, NewVersion::deleted);
      insert.setArray(6, connection.createArrayOf("text", sha256.toArray()));
      byte[][] contents =
          versions.stream().map(added -> Compression.pack(added.json())).toArray(byte[][]::new);
      insert.setArray(7, connection.createArrayOf("bytea", contents));
      insert.executeUpdate();
    }
  }

  private void insertHeads(List<NewVersion> firsts) throws SQLException {
    if (firsts.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into resource (resource_type, resource_id, version, last_updated, deleted)"
                + " select t, i, 1, u, d from unnest(?::text[], ?::text[], ?::timestamptz[],"
                + " ?::boolean[]) as first (t, i, u, d) on conflict do nothing"
                + " returning resource_type, resource_id")) {
      texts(insert, 1, firsts, added -> added.id().type());
      texts(insert, 2, firsts, added -> added.id().id());
      texts(insert, 3, firsts, NewVersion::lastUpdated);
      texts(insert, 4, firsts, NewVersion::deleted);
      Set<ResourceId> missing = new LinkedHashSet<>();
      firsts.forEach(added -> missing.add(added.id()));
      try (ResultSet rows = insert.executeQuery()) {
        while (rows.next()) {
          missing.remove(new ResourceId(rows.getString(1), rows.getString(2)));
        }
      }
      if (!missing.isEmpty()) {
        throw new VersionConflictException(new VersionId(missing.iterator().next(), 1));
      }
    }
  }

  private void updateHeads(List<NewVersion> others) throws SQLException {
    if (others.isEmpty()) {
      return;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update resource set version = ?, last_updated = ?::timestamptz, deleted = ?"
                + " where resource_type = ? and resource_id = ? and version = ?")) {
      for (NewVersion added : others) {
        update.setInt(1, added.version());
        update.setString(2, added.lastUpdated().toString());
        update.setBoolean(3, added.deleted());
        update.setString(4, added.id().type());
        update.setString(5, added.id().id());
        update.setInt(6, added.version() - 1);
        update.addBatch();
      }
      int[] counts = update.executeBatch();
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] != 1) {
          NewVersion refused = others.get(i);
          throw new VersionConflictException(new VersionId(refused.id(), refused.version()));
        }
      }
    }
  }

  private void texts(
      PreparedStatement statement,
      int place,
      List<NewVersion> versions,
      Function<NewVersion, Object> column)
      throws SQLException {
    Object[] texts = versions.stream().map(column).map(Object::toString).toArray();
    statement.setArray(place, connection.createArrayOf("text", texts));
  }
}
