package org.einthoven.server.audit.log;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.einthoven.ledger.MerkleHash;
import org.einthoven.ledger.Proofs;
import org.einthoven.ledger.Subtree;
import org.einthoven.ledger.Subtree.Node;
import org.jspecify.annotations.Nullable;

/** The tree as the database has it: its size, its root at any size, and proofs. */
@Singleton
public class LogTree {

  private final DataSource database;
  private final Clock clock;

  /** Of the server's database. */
  public LogTree(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A size and the root of the tree at that size.
   *
   * @param size how many leaves
   * @param root of the tree of these leaves
   */
  public record Head(long size, MerkleHash root) {}

  /**
   * A proof that a leaf is in the tree.
   *
   * @param position of the leaf
   * @param data what is hashed
   * @param head the tree that it is in
   * @param proof from the bottom up
   */
  public record Inclusion(long position, String data, Head head, List<MerkleHash> proof) {}

  /** The tree as it is now. */
  @Transactional
  public Head head() {
    try (Connection connection = database.getConnection()) {
      return head(connection, TreeNodes.size(connection));
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  private static Head head(Connection connection, long size) throws SQLException {
    if (size == 0) {
      return new Head(0, MerkleHash.empty());
    }
    return new Head(size, hashes(connection, List.of(new Subtree(0, size))).get(0));
  }

  private static List<MerkleHash> hashes(Connection connection, List<Subtree> subtrees)
      throws SQLException {
    List<Node> nodes = subtrees.stream().flatMap(each -> each.nodes().stream()).toList();
    Map<Node, MerkleHash> found = TreeNodes.hashes(connection, nodes);
    return subtrees.stream().map(each -> each.root(found::get)).toList();
  }

  /**
   * Proves that the tree of a size begins with the one of a smaller size.
   *
   * @param to at most the size of the tree
   */
  @Transactional
  public List<MerkleHash> consistency(long from, long to) {
    try (Connection connection = database.getConnection()) {
      return hashes(connection, Proofs.consistency(from, to));
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  /**
   * Proves that the leaf of an audit entry is in the tree.
   *
   * @param size of the tree, today's if null
   * @return empty where the entry is not there or not within this size
   */
  @Transactional
  public Optional<Inclusion> inclusion(UUID entry, @Nullable Long size) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select p.position, l.data from log_position p join log_leaf l on l.id = p.leaf"
                    + " where p.leaf = ?")) {
      select.setObject(1, entry);
      long all = TreeNodes.size(connection);
      long within = size == null ? all : size;
      try (ResultSet row = select.executeQuery()) {
        if (!row.next() || within > all || row.getLong(1) >= within) {
          return Optional.empty();
        }
        long position = row.getLong(1);
        return Optional.of(
            new Inclusion(
                position,
                row.getString(2),
                head(connection, within),
                hashes(connection, Proofs.inclusion(position, within))));
      }
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  /**
   * For how long the committed leaf that waits longest has had no position, at the most: a leaf is
   * made before its transaction ends, which may take its time.
   *
   * @param drained when no leaf waited; what waits now was committed later
   */
  @Transactional
  public Duration waitingFor(Instant drained) {
    try (Connection connection = database.getConnection();
        Statement select = connection.createStatement();
        ResultSet row =
            select.executeQuery(
                "select least((select min(made_at) from log_waiting),"
                    + " (select min(made_at) from log_row where leaf is null))")) {
      row.next();
      OffsetDateTime oldest = row.getObject(1, OffsetDateTime.class);
      if (oldest == null) {
        return Duration.ZERO;
      }
      Instant since = oldest.toInstant().isAfter(drained) ? oldest.toInstant() : drained;
      Duration age = Duration.between(since, clock.instant());
      return age.isNegative() ? Duration.ZERO : age;
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  private static IllegalStateException fault(SQLException e) {
    return new IllegalStateException("the transparency log could not be read", e);
  }
}
