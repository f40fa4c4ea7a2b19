package org.einthoven.server.audit.log;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.einthoven.ledger.Leaf;
import org.einthoven.ledger.SaltedItem;
import org.einthoven.server.audit.SaltedLeaf;
import org.einthoven.server.store.IdSource;

/**
 * Makes leaves of the notes that triggers write of added, changed and deleted rows ({@code
 * log_row}): one leaf for many notes, an item for each.
 */
@Singleton
class RowLeaves {

  /** The action of such a leaf. */
  static final String ACTION = "rows-changed";

  private final IdSource ids;
  private final Clock clock;

  RowLeaves(IdSource ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** What the item of a note says. */
  static String text(String operation, String table, String key, String digest) {
    return "row " + operation + " " + table + " " + digest + " " + key;
  }

  /** Makes a leaf of the notes that have none, at most so many of them, in the transaction. */
  void make(Connection connection, int most) throws SQLException {
    List<Object> notes = new ArrayList<>();
    List<Object> items = new ArrayList<>();
    List<String> hashes = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, operation, table_name, row_key, digest, salt from log_row"
                + " where leaf is null order by id limit ?")) {
      select.setInt(1, most);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          notes.add(rows.getLong(1));
          items.add(hashes.size());
          String text =
              text(rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5));
          hashes.add(new SaltedItem(rows.getBytes(6), text).hash());
        }
      }
    }
    if (!notes.isEmpty()) {
      insert(connection, hashes, notes, items);
    }
  }

  private void insert(
      Connection connection, List<String> hashes, List<Object> notes, List<Object> items)
      throws SQLException {
    UUID id = ids.next();
    OffsetDateTime now =
        OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
    Leaf leaf =
        new Leaf(id.toString(), SaltedLeaf.time(now.toInstant()), ACTION, "success", hashes);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "with leaf as (insert into log_leaf (id, data, salts) values (?, ?, '')),"
                + " waiting as (insert into log_waiting (leaf, hash, made_at) values (?, ?, ?))"
                + " update log_row r set leaf = ?, item = n.item"
                + " from unnest(?, ?) as n(id, item) where r.id = n.id")) {
      insert.setObject(1, id);
      insert.setString(2, leaf.data());
      insert.setObject(3, id);
      insert.setBytes(4, leaf.hash().bytes());
      insert.setObject(5, now);
      insert.setObject(6, id);
      insert.setArray(7, connection.createArrayOf("bigint", notes.toArray()));
      insert.setArray(8, connection.createArrayOf("integer", items.toArray()));
      insert.executeUpdate();
    }
  }
}
