package org.einthoven.server.audit.check;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.einthoven.ledger.Finding;
import org.einthoven.server.store.Compression;
import org.einthoven.server.store.Hash;
import org.einthoven.server.store.StoredWaveforms;

/** Holds bytes that are kept by their SHA-256 against it: payloads, waveforms and signals. */
@Singleton
class ContentCheck implements TableCheck {

  private static final int PAGE = 100;

  private final DataSource database;

  ContentCheck(DataSource database) {
    this.database = database;
  }

  /** Tells the SHA-256 of stored bytes. */
  private interface Hashing {
    String hash(byte[] content);
  }

  @Override
  public void run(Consumer<Finding> findings) {
    Hashing packed = content -> Hash.sha256(Compression.unpack(content));
    check("payload", "sha256", "sha256", packed, findings);
    check("waveform", "sha256", "sha256", StoredWaveforms::sha256, findings);
    check("recording", "id::text", "content_sha256", packed, findings);
  }

  private void check(
      String table, String key, String hash, Hashing hashing, Consumer<Finding> findings) {
    String sql =
        "select "
            + key
            + ", "
            + hash
            + ", content from "
            + table
            + " where "
            + key
            + " > ? order by "
            + key
            + " limit "
            + PAGE;
    String last = "";
    String before;
    do {
      before = last;
      try (Connection connection = database.getConnection();
          PreparedStatement select = connection.prepareStatement(sql)) {
        select.setString(1, before);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            last = rows.getString(1);
            if (!rows.getString(2).equals(hashOf(rows.getBytes(3), hashing))) {
              findings.accept(
                  Finding.changed(table + " " + last, "its bytes do not have its SHA-256"));
            }
          }
        }
      } catch (SQLException e) {
        throw new IllegalStateException("the contents could not be checked", e);
      }
    } while (!last.equals(before));
  }

  private static String hashOf(byte[] content, Hashing hashing) {
    try {
      return hashing.hash(content);
    } catch (RuntimeException damaged) {
      return "";
    }
  }
}
