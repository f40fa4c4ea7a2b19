package org.einthoven.server.store;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.einthoven.fhir.waveform.DeflatedText;

/**
 * Waveform texts, each once. They are kept as pieces of a deflate stream, so that a compressed
 * answer takes them as they are; those that were kept before as zstd frames are read as well.
 */
@Singleton
public class WaveformStore {

  private final DataSource database;

  WaveformStore(DataSource database) {
    this.database = database;
  }

  /**
   * Keeps texts in the caller's transaction.
   *
   * @param texts by the SHA-256 of their UTF-8 bytes
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void keep(Map<String, String> texts) {
    if (texts.isEmpty()) {
      return;
    }
    // In one order for everybody, so that two transactions with the same texts cannot deadlock.
    TreeMap<String, String> ordered = new TreeMap<>(texts);
    byte[][] contents = ordered.values().stream().map(WaveformBytes::packed).toArray(byte[][]::new);
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into waveform (sha256, content) select * from unnest(?, ?)"
                    + " on conflict do nothing")) {
      insert.setArray(1, connection.createArrayOf("text", ordered.keySet().toArray()));
      insert.setArray(2, connection.createArrayOf("bytea", contents));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("waveforms could not be written", e);
    }
  }

  /** The text with this SHA-256. */
  @Transactional
  public Optional<String> text(String sha256) {
    return Optional.ofNullable(deflated(List.of(sha256)).get(sha256)).map(DeflatedText::text);
  }

  /** Those of these texts that are there, by their SHA-256. */
  @Transactional
  public Map<String, DeflatedText> deflated(Collection<String> sha256) {
    Map<String, DeflatedText> found = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select sha256, content from waveform where sha256 = any(?)")) {
      select.setArray(1, connection.createArrayOf("text", sha256.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getString(1), WaveformBytes.unpacked(rows.getBytes(2)));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("waveforms could not be read", e);
    }
    return found;
  }
}
