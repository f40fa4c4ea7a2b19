package org.einthoven.server.audit.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.einthoven.ledger.GrowingTree;
import org.einthoven.ledger.MerkleHash;
import org.einthoven.ledger.Subtree.Node;

/**
 * The rows of the tree: leaves in {@code log_position}, full nodes above them in {@code log_node}.
 */
final class TreeNodes {

  private TreeNodes() {}

  /** How many leaves have a position. */
  static long size(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row =
            select.executeQuery("select coalesce(max(position) + 1, 0) from log_position")) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * The hashes of these nodes.
   *
   * @throws BrokenTreeException when one is not there
   */
  static Map<Node, MerkleHash> hashes(Connection connection, Collection<Node> nodes)
      throws SQLException {
    Map<Node, MerkleHash> hashes = found(connection, nodes);
    for (Node node : nodes) {
      if (!hashes.containsKey(node)) {
        throw new BrokenTreeException(
            "the log has no node "
                + node.level()
                + "/"
                + node.index()
                + " although it is so large");
      }
    }
    return hashes;
  }

  /** The hashes of those of these nodes that are there. */
  static Map<Node, MerkleHash> found(Connection connection, Collection<Node> nodes)
      throws SQLException {
    Map<Node, MerkleHash> hashes = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select 0, position, hash from log_position where position = any(?)"
                + " union all select n.level, n.index, n.hash from log_node n"
                + " join unnest(?, ?) as wanted(level, index)"
                + " on n.level = wanted.level and n.index = wanted.index")) {
      List<Node> above = nodes.stream().filter(node -> node.level() > 0).toList();
      Object[] leaves = nodes.stream().filter(node -> node.level() == 0).map(Node::index).toArray();
      select.setArray(1, connection.createArrayOf("bigint", leaves));
      select.setArray(
          2, connection.createArrayOf("integer", above.stream().map(Node::level).toArray()));
      select.setArray(
          3, connection.createArrayOf("bigint", above.stream().map(Node::index).toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          hashes.put(new Node(rows.getInt(1), rows.getLong(2)), MerkleHash.of(rows.getBytes(3)));
        }
      }
    }
    return hashes;
  }

  static void insert(Connection connection, List<GrowingTree.Full> full) throws SQLException {
    List<Object> levels = new ArrayList<>();
    List<Object> indexes = new ArrayList<>();
    List<byte[]> hashes = new ArrayList<>();
    for (GrowingTree.Full each : full) {
      levels.add(each.node().level());
      indexes.add(each.node().index());
      hashes.add(each.hash().bytes());
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into log_node (level, index, hash) select * from unnest(?, ?, ?)")) {
      insert.setArray(1, connection.createArrayOf("integer", levels.toArray()));
      insert.setArray(2, connection.createArrayOf("bigint", indexes.toArray()));
      insert.setArray(3, connection.createArrayOf("bytea", hashes.toArray(byte[][]::new)));
      insert.executeUpdate();
    }
  }
}
