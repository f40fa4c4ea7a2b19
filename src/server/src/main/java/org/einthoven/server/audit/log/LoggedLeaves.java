package org.einthoven.server.audit.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.einthoven.ledger.MerkleHash;
import org.einthoven.ledger.SaltedItem;
import org.einthoven.server.audit.AuditItems;
import org.einthoven.server.audit.SaltedLeaf;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.index.Folding;
import org.jspecify.annotations.Nullable;

/** The leaves that have a position, with the rows that they vouch for. */
@Singleton
public class LoggedLeaves {

  /** The action of a leaf that vouches for notes of rows and has no audit entry. */
  public static final String OF_ROWS = RowLeaves.ACTION;

  private static final String SELECT =
      "select p.position, p.leaf, p.hash, coalesce(l.data, '') as data,"
          + " coalesce(l.salts, '') as salts, e.id, e.recorded_at, e.action, e.outcome,"
          + " e.agent, e.agent_folded, e.detail, e.resources, e.payload_sha256,"
          + " array(select target_type || '/' || target_id from audit_entity"
          + " where entry = p.leaf) as about from log_position p"
          + " left join log_leaf l on l.id = p.leaf"
          + " left join audit_entry e on e.id = p.leaf";

  private static final int MOST_ITEMS = 100_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DataSource database;

  /** Of the server's database. */
  public LoggedLeaves(DataSource database) {
    this.database = database;
  }

  /**
   * A leaf as it stands in the tree, with its audit entry.
   *
   * @param position where
   * @param leaf its id
   * @param hash the one that the tree has
   * @param data what is hashed; empty where the row is gone
   * @param salts of its items
   * @param entry its audit entry; null for a leaf of rows, or where the entry is gone
   */
  public record Placed(
      long position, UUID leaf, MerkleHash hash, String data, byte[] salts, @Nullable Entry entry) {

    /** Without the salts. */
    @Override
    public String toString() {
      return "Placed[" + position + ", " + leaf + "]";
    }
  }

  /**
   * An audit entry.
   *
   * @param time as its leaf writes it
   * @param action its code
   * @param outcome success or failure
   * @param items the texts that its leaf vouches for, as its rows say them now
   * @param foldedRightly whether the agent's folded name is that of the agent, or was never made
   */
  public record Entry(
      String time, String action, String outcome, List<String> items, boolean foldedRightly) {

    /** Without what it says. */
    @Override
    public String toString() {
      return "Entry[" + action + "]";
    }
  }

  /**
   * An item with what opens it.
   *
   * @param salt zeros where it was erased
   * @param text what it says
   */
  public record Item(byte[] salt, String text) {

    /** Without what it says. */
    @Override
    public String toString() {
      return "Item";
    }
  }

  /** The leaves from a position on, at most so many. */
  public List<Placed> page(long from, int most) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                SELECT + " where p.position >= ? order by p.position limit ?")) {
      select.setLong(1, from);
      select.setInt(2, most);
      return read(select);
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  /** The leaves with these ids, as far as they have a position. */
  List<Placed> withIds(Connection connection, Object[] ids) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(SELECT + " where p.leaf = any(?) order by p.position")) {
      select.setArray(1, connection.createArrayOf("uuid", ids));
      return read(select);
    }
  }

  private static List<Placed> read(PreparedStatement select) throws SQLException {
    List<Placed> page = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        page.add(
            new Placed(
                rows.getLong("position"),
                rows.getObject("leaf", UUID.class),
                MerkleHash.of(rows.getBytes("hash")),
                rows.getString("data"),
                rows.getBytes("salts"),
                rows.getString("id") == null ? null : entry(rows)));
      }
    }
    return page;
  }

  private static Entry entry(ResultSet row) throws SQLException {
    List<AuditItems.Version> versions = new ArrayList<>();
    try {
      for (JsonNode version : JSON.readTree(row.getString("resources"))) {
        versions.add(
            new AuditItems.Version(
                version.path("reference").asText(), version.path("sha256").asText()));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("PostgreSQL keeps JSON alone", e);
    }
    String agent = row.getString("agent");
    List<ResourceId> about =
        Arrays.stream((String[]) row.getArray("about").getArray())
            .map(text -> text.split("/", 2))
            .map(parts -> new ResourceId(parts[0], parts[1]))
            .toList();
    return new Entry(
        SaltedLeaf.time(row.getObject("recorded_at", OffsetDateTime.class).toInstant()),
        row.getString("action"),
        row.getString("outcome"),
        AuditItems.of(
            agent, row.getString("detail"), versions, row.getString("payload_sha256"), about),
        Optional.ofNullable(row.getString("agent_folded"))
            .map(folded -> folded.equals(Folding.fold(agent)))
            .orElse(true));
  }

  /** What opens the items of a leaf, as far as it is there. */
  public List<Item> items(Placed leaf) {
    return leaf.entry() == null ? rows(leaf.leaf()) : items(leaf.entry().items(), leaf.salts());
  }

  /** An item that was erased has a salt of zeros and no text any more. */
  private static List<Item> items(List<String> texts, byte[] salts) {
    List<Item> items = new ArrayList<>();
    int next = 0;
    for (int begin = 0; begin < salts.length; begin += SaltedItem.SALT_LENGTH) {
      byte[] salt = Arrays.copyOfRange(salts, begin, begin + SaltedItem.SALT_LENGTH);
      boolean opened = !SaltedItem.isErased(salt) && next < texts.size();
      items.add(new Item(salt, opened ? texts.get(next++) : ""));
    }
    for (String more : texts.subList(next, texts.size())) {
      items.add(new Item(new byte[SaltedItem.SALT_LENGTH], more));
    }
    return items;
  }

  /** The notes of rows that a leaf was made of; one that is gone is told as erased. */
  private List<Item> rows(UUID leaf) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select item, operation, table_name, row_key, digest, salt from log_row"
                    + " where leaf = ? order by item")) {
      select.setObject(1, leaf);
      List<Item> items = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          while (items.size() < Math.min(rows.getInt(1), MOST_ITEMS)) {
            items.add(new Item(new byte[SaltedItem.SALT_LENGTH], ""));
          }
          items.add(
              new Item(
                  rows.getBytes(6),
                  RowLeaves.text(
                      rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5))));
        }
      }
      return items;
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  private static IllegalStateException fault(SQLException e) {
    return new IllegalStateException("the transparency log could not be read", e);
  }
}
