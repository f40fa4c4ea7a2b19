package org.einthoven.server.store.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The files of exports, gzipped and cut into pieces: neither who writes nor who reads holds more
 * than one piece in memory, and every process on the database can answer with them.
 */
@ApplicationScoped
public class ExportFiles {

  /** Bytes of a piece. */
  private static final int PIECE = 1 << 20;

  /** That the export {@code j} is still the writer's. */
  private static final String HELD = " j.id = ? and j.lease_owner = ? and j.attempts = ?";

  private final DataSource database;

  /** In the server's database. */
  public ExportFiles(DataSource database) {
    this.database = database;
  }

  /** Removes what an earlier attempt has written. */
  public void clear(ExportLease lease) {
    int unused =
        update(lease, "delete from export_file f using export_job j where f.job = j.id and" + HELD);
  }

  /**
   * A new file, empty.
   *
   * @return where its bytes go, gzipped; each write may throw {@link ExportLostException}
   */
  public OutputStream create(ExportLease lease, String name, String resourceType, boolean deleted) {
    held(
        lease,
        "insert into export_file select j.id, ?, ?, ?, 0 from export_job j where" + HELD,
        name,
        resourceType,
        deleted);
    return new Pieces(lease, name);
  }

  /** Says how many resources more are written than was said before. */
  public void progress(ExportLease lease, long more) {
    held(lease, "update export_job j set written = j.written + ? where" + HELD, more);
  }

  /** Says how many resources a file holds. */
  public void count(ExportLease lease, String name, long resources) {
    held(
        lease,
        "update export_file f set resources = ? from export_job j where f.job = j.id"
            + " and f.name = ? and"
            + HELD,
        resources,
        name);
  }

  private void held(ExportLease lease, String sql, Object... values) {
    if (update(lease, sql, values) == 0) {
      throw new ExportLostException();
    }
  }

  /** Carries out a statement that ends with {@link #HELD}. */
  private int update(ExportLease lease, String sql, Object... values) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      int place = 1;
      for (Object value : values) {
        statement.setObject(place++, value);
      }
      statement.setObject(place++, lease.job());
      statement.setObject(place++, lease.owner());
      statement.setInt(place, lease.attempt());
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("the file could not be written", e);
    }
  }

  /** Reads a file, still gzipped; empty where there is none. Who may read it is checked before. */
  public InputStream read(UUID job, String name) {
    return new Reading(job, name);
  }

  private final class Pieces extends OutputStream {

    private final ExportLease lease;
    private final String name;
    private final byte[] piece = new byte[PIECE];
    private int filled;
    private int ordinal;

    Pieces(ExportLease lease, String name) {
      this.lease = lease;
      this.name = name;
    }

    @Override
    public void write(int unit) {
      if (filled == PIECE) {
        store();
      }
      piece[filled++] = (byte) unit;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      int written = 0;
      while (written < length) {
        if (filled == PIECE) {
          store();
        }
        int some = Math.min(length - written, PIECE - filled);
        System.arraycopy(bytes, offset + written, piece, filled, some);
        filled += some;
        written += some;
      }
    }

    @Override
    public void close() {
      if (filled > 0) {
        store();
      }
    }

    private void store() {
      byte[] content = Arrays.copyOf(piece, filled);
      held(
          lease,
          "insert into export_piece select j.id, ?, ?, ? from export_job j where" + HELD,
          name,
          ordinal,
          content);
      ordinal++;
      filled = 0;
    }
  }

  private final class Reading extends InputStream {

    private final UUID job;
    private final String name;
    private byte[] piece = new byte[0];
    private int at;
    private int ordinal;

    Reading(UUID job, String name) {
      this.job = job;
      this.name = name;
    }

    @Override
    public int read() throws IOException {
      return more() ? piece[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!more()) {
        return -1;
      }
      int some = Math.min(length, piece.length - at);
      System.arraycopy(piece, at, into, offset, some);
      at += some;
      return some;
    }

    private boolean more() throws IOException {
      if (at < piece.length) {
        return true;
      }
      try (Connection connection = database.getConnection();
          PreparedStatement select =
              connection.prepareStatement(
                  "select content from export_piece where job = ? and name = ? and ordinal = ?")) {
        select.setObject(1, job);
        select.setString(2, name);
        select.setInt(3, ordinal);
        try (ResultSet row = select.executeQuery()) {
          if (!row.next()) {
            return false;
          }
          piece = row.getBytes(1);
          at = 0;
          ordinal++;
          return piece.length > 0;
        }
      } catch (SQLException e) {
        throw new IOException("the file could not be read", e);
      }
    }
  }
}
