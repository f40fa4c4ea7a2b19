package org.einthoven.server.audit.log;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.einthoven.ledger.GrowingTree;

/** The rows of full nodes, held against what they should be. */
@Singleton
public class NodeRows {

  private final DataSource database;

  /** Of the server's database. */
  public NodeRows(DataSource database) {
    this.database = database;
  }

  /** Those nodes that the database does not have, or has with another hash. */
  public List<GrowingTree.Full> different(List<GrowingTree.Full> expected) {
    List<GrowingTree.Full> different = new ArrayList<>();
    try (Connection connection = database.getConnection()) {
      var found =
          TreeNodes.found(connection, expected.stream().map(GrowingTree.Full::node).toList());
      for (GrowingTree.Full each : expected) {
        if (!each.hash().equals(found.get(each.node()))) {
          different.add(each);
        }
      }
      return different;
    } catch (SQLException e) {
      throw new IllegalStateException("the transparency log could not be read", e);
    }
  }
}
