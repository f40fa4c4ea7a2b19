package org.einthoven.server.store;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

  /** A deflated text that stands in JSON and XML unescaped; a zstd frame begins with 0x28. */
  private static final byte PLAIN = 1;

  /** A deflated text that does not. */
  private static final byte TO_ESCAPE = 2;

  private static final int HEAD = 1 + 2 * Integer.BYTES;

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
    byte[][] contents = ordered.values().stream().map(WaveformStore::packed).toArray(byte[][]::new);
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
          found.put(rows.getString(1), unpacked(rows.getBytes(2)));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("waveforms could not be read", e);
    }
    return found;
  }

  private static byte[] packed(String text) {
    DeflatedText deflated = DeflatedText.of(text);
    return ByteBuffer.allocate(HEAD + deflated.piece().length)
        .put(deflated.plain() ? PLAIN : TO_ESCAPE)
        .putInt(deflated.crc32())
        .putInt(deflated.length())
        .put(deflated.piece())
        .array();
  }

  private static DeflatedText unpacked(byte[] content) {
    if (content[0] != PLAIN && content[0] != TO_ESCAPE) {
      return DeflatedText.of(new String(Compression.unpack(content), StandardCharsets.UTF_8));
    }
    ByteBuffer kept = ByteBuffer.wrap(content);
    boolean plain = kept.get() == PLAIN;
    int crc32 = kept.getInt();
    int length = kept.getInt();
    byte[] piece = new byte[kept.remaining()];
    kept.get(piece);
    return new DeflatedText(piece, crc32, length, plain);
  }
}
