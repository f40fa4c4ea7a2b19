package org.einthoven.server.audit.log;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.einthoven.ledger.GrowingTree;
import org.einthoven.ledger.MerkleHash;
import org.einthoven.ledger.Subtree;
import org.einthoven.ledger.Subtree.Node;

/**
 * Gives leaves their positions in the tree: one at a time over all processes, only leaves that are
 * committed, and all that a call does in one transaction, so that a crash leaves no gap.
 */
@Singleton
public class LeafSequencer {

  /** No position was given since another process is giving some. */
  public static final int BUSY = -1;

  private static final long LOCK = 0x65696e7468_6c6f67L; // "einth" "log"
  private static final int BATCH = 1000;

  private final RowLeaves rows;
  private final Clock clock;
  private final DataSource database;
  private volatile Instant drained = Instant.EPOCH;

  /** Of the server's database. */
  public LeafSequencer(RowLeaves rows, Clock clock, DataSource database) {
    this.rows = rows;
    this.clock = clock;
    this.database = database;
  }

  /** When this process last left no committed leaf without a position; long ago if it never did. */
  public Instant drained() {
    return drained;
  }

  private record Waiting(UUID leaf, MerkleHash hash) {}

  /**
   * Gives positions to leaves that wait, at most {@value #BATCH} of them.
   *
   * @return how many, or {@link #BUSY}
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public int run() {
    return run(false);
  }

  /**
   * Gives positions to all leaves that are committed now; where another process is giving some, it
   * waits for it.
   */
  public void catchUp() {
    while (runInTurn() >= BATCH) {
      // More may wait.
    }
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  int runInTurn() {
    return run(true);
  }

  private int run(boolean inTurn) {
    Instant begun = clock.instant();
    try (Connection connection = database.getConnection()) {
      if (!locked(connection, inTurn)) {
        return BUSY;
      }
      rows.make(connection, BATCH);
      List<Waiting> waiting = take(connection);
      if (!waiting.isEmpty()) {
        append(connection, waiting);
      }
      if (waiting.size() < BATCH) {
        drained = begun;
      }
      return waiting.size();
    } catch (SQLException e) {
      throw new IllegalStateException("leaves could not be given positions", e);
    }
  }

  /** Only what was committed before the lock was taken is seen afterwards. */
  private static boolean locked(Connection connection, boolean inTurn) throws SQLException {
    try (Statement lock = connection.createStatement()) {
      if (inTurn) {
        return lock.execute("select pg_advisory_xact_lock(" + LOCK + ")");
      }
      try (ResultSet row = lock.executeQuery("select pg_try_advisory_xact_lock(" + LOCK + ")")) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private static List<Waiting> take(Connection connection) throws SQLException {
    List<Waiting> taken = new ArrayList<>();
    try (Statement delete = connection.createStatement();
        ResultSet rows =
            delete.executeQuery(
                "with taken as (delete from log_waiting where leaf in (select leaf from log_waiting"
                    + " order by leaf limit "
                    + BATCH
                    + ") returning leaf, hash) select leaf, hash from taken order by leaf")) {
      while (rows.next()) {
        taken.add(new Waiting(rows.getObject(1, UUID.class), MerkleHash.of(rows.getBytes(2))));
      }
    }
    return taken;
  }

  private static void append(Connection connection, List<Waiting> waiting) throws SQLException {
    long size = TreeNodes.size(connection);
    Map<Node, MerkleHash> edge =
        size == 0 ? new HashMap<>() : TreeNodes.hashes(connection, new Subtree(0, size).nodes());
    GrowingTree tree = GrowingTree.of(size, edge::get);
    List<GrowingTree.Full> full = new ArrayList<>();
    Object[] positions = new Object[waiting.size()];
    Object[] leaves = new Object[waiting.size()];
    byte[][] hashes = new byte[waiting.size()][];
    for (int i = 0; i < waiting.size(); i++) {
      positions[i] = tree.size();
      leaves[i] = waiting.get(i).leaf();
      hashes[i] = waiting.get(i).hash().bytes();
      full.addAll(tree.add(waiting.get(i).hash()));
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into log_position (position, leaf, hash) select * from unnest(?, ?, ?)")) {
      insert.setArray(1, connection.createArrayOf("bigint", positions));
      insert.setArray(2, connection.createArrayOf("uuid", leaves));
      insert.setArray(3, connection.createArrayOf("bytea", hashes));
      insert.executeUpdate();
    }
    TreeNodes.insert(connection, full);
  }
}
