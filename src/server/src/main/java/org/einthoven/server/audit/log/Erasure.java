package org.einthoven.server.audit.log;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.einthoven.ledger.SaltedItem;
import org.einthoven.server.audit.AuditItems;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.audit.log.LoggedLeaves.Item;
import org.einthoven.server.audit.log.LoggedLeaves.Placed;
import org.einthoven.server.store.ResourceId;

/**
 * Takes out of the audit trail and the log what tells of resources, payloads and rows that are
 * erased: the references, and the salts and digests with which somebody could show or guess that a
 * leaf means them. The leaves keep their data and the tree its hashes, so that every checkpoint
 * still holds. The erasure is an entry of its own, which names the items by their leaf and number.
 *
 * <p>Who calls it erases the data itself, in the same transaction.
 */
@Singleton
public class Erasure {

  private final LoggedLeaves leaves;
  private final AuditTrail audit;
  private final DataSource database;

  /** In the server's database. */
  public Erasure(LoggedLeaves leaves, AuditTrail audit, DataSource database) {
    this.leaves = leaves;
    this.audit = audit;
    this.database = database;
  }

  /**
   * What is erased.
   *
   * @param resources all versions of them
   * @param payloads by their SHA-256
   * @param rows as {@code table} and key of {@code log_row}
   */
  public record Subject(Set<ResourceId> resources, Set<String> payloads, Set<Row> rows) {

    boolean isMeantBy(String item) {
      String[] words = item.split(" ", 3);
      return switch (words[0]) {
        case "about" -> isOfResource(words[1] + "/");
        case "version" -> isOfResource(words[1]);
        case "payload" -> payloads.contains(words[1]);
        default -> false;
      };
    }

    private boolean isOfResource(String reference) {
      return resources.stream()
          .anyMatch(id -> reference.startsWith(id.type() + "/" + id.id() + "/"));
    }
  }

  /**
   * A row that is noted.
   *
   * @param table its table
   * @param key as {@code log_row.row_key} has it
   */
  public record Row(String table, String key) {}

  /**
   * Erases in the caller's transaction. Leaves have to have their positions: call {@link
   * LeafSequencer#catchUp} before.
   *
   * @param agent who does it
   * @return how many items were erased
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public int erase(Subject subject, String agent) {
    Set<String> erased = new LinkedHashSet<>();
    try (Connection connection = database.getConnection()) {
      allow(connection, "on");
      for (Placed leaf : leaves.withIds(connection, entries(connection, subject))) {
        erase(connection, leaf, subject, erased);
      }
      for (Row row : subject.rows()) {
        erase(connection, row, erased);
      }
      allow(connection, "off");
    } catch (SQLException e) {
      throw new IllegalStateException("personal data could not be erased from the log", e);
    }
    audit.record(
        new AuditedEvent(
            AuditedAction.PERSONAL_DATA_ERASED,
            AuditedEvent.Outcome.SUCCESS,
            agent,
            List.of(),
            null,
            String.join(" ", erased)));
    return erased.size();
  }

  /** For the guards of the tables, until the transaction ends at the latest. */
  private static void allow(Connection connection, String value) throws SQLException {
    try (Statement set = connection.createStatement()) {
      set.execute("set local einthoven.erasing = '" + value + "'");
    }
  }

  private static Object[] entries(Connection connection, Subject subject) throws SQLException {
    Set<Object> entries = new HashSet<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select a.entry from audit_entity a join unnest(?, ?) as gone(type, id)"
                + " on a.target_type = gone.type and a.target_id = gone.id"
                + " union select id from audit_entry where payload_sha256 = any(?)")) {
      select.setArray(
          1,
          connection.createArrayOf(
              "text", subject.resources().stream().map(ResourceId::type).toArray()));
      select.setArray(
          2,
          connection.createArrayOf(
              "text", subject.resources().stream().map(ResourceId::id).toArray()));
      select.setArray(3, connection.createArrayOf("text", subject.payloads().toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          entries.add(rows.getObject(1, UUID.class));
        }
      }
    }
    return entries.toArray();
  }

  private void erase(Connection connection, Placed leaf, Subject subject, Set<String> erased)
      throws SQLException {
    byte[] salts = leaf.salts();
    List<String> references = new ArrayList<>();
    boolean payload = false;
    List<Item> items = leaves.items(leaf);
    for (int i = 0; i < items.size(); i++) {
      String text = items.get(i).text();
      if (!SaltedItem.isErased(items.get(i).salt()) && subject.isMeantBy(text)) {
        int begin = i * SaltedItem.SALT_LENGTH;
        Arrays.fill(salts, begin, begin + SaltedItem.SALT_LENGTH, (byte) 0);
        erased.add(leaf.leaf() + "#" + i);
        payload |= text.startsWith("payload ");
        if (text.startsWith("version ")) {
          references.add(text.split(" ", 3)[1]);
        }
      }
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "with salted as (update log_leaf set salts = ? where id = ?),"
                + " gone as (delete from audit_entity a using unnest(?, ?) as g(type, id)"
                + " where a.entry = ? and a.target_type = g.type and a.target_id = g.id)"
                + " update audit_entry set payload_sha256 = case when ? then ? else payload_sha256"
                + " end, resources = coalesce((select jsonb_agg(v order by n) from"
                + " jsonb_array_elements(resources) with ordinality as r(v, n)"
                + " where v ->> 'reference' <> all(?)), '[]') where id = ?")) {
      update.setBytes(1, salts);
      update.setObject(2, leaf.leaf());
      List<ResourceId> ids = List.copyOf(subject.resources());
      update.setArray(
          3, connection.createArrayOf("text", ids.stream().map(ResourceId::type).toArray()));
      update.setArray(
          4, connection.createArrayOf("text", ids.stream().map(ResourceId::id).toArray()));
      update.setObject(5, leaf.leaf());
      update.setBoolean(6, payload);
      update.setString(7, AuditItems.ERASED);
      update.setArray(8, connection.createArrayOf("text", references.toArray()));
      update.setObject(9, leaf.leaf());
      update.executeUpdate();
    }
  }

  /** The notes of a row but for one that says that it was deleted, which has no digest. */
  private static void erase(Connection connection, Row row, Set<String> erased)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from log_row where table_name = ? and row_key = ? and operation <> 'delete'"
                + " and leaf is not null returning leaf, item")) {
      delete.setString(1, row.table());
      delete.setString(2, row.key());
      try (ResultSet rows = delete.executeQuery()) {
        while (rows.next()) {
          erased.add(rows.getString(1) + "#" + rows.getInt(2));
        }
      }
    }
  }
}
