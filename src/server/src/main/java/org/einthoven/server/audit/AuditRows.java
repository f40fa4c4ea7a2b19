package org.einthoven.server.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.index.Folding;
import org.jspecify.annotations.Nullable;

/** Writes entries of the audit trail with their leaves. */
@Singleton
class AuditRows {

  private static final ObjectMapper JSON = new ObjectMapper();

  // One statement for the entry, its leaf and what it is about: every acceptance pays for it.
  private static final String INSERT =
      "with entry as (insert into audit_entry (id, recorded_at, action, outcome, agent,"
          + " agent_folded, resources, payload_sha256, detail)"
          + " values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)),"
          + " leaf as (insert into log_leaf (id, data, salts) values (?, ?, ?)),"
          + " waiting as (insert into log_waiting (leaf, hash, made_at) values (?, ?, ?))"
          + " insert into audit_entity (entry, target_type, target_id)"
          + " select ?, t, i from unnest(?::text[], ?::text[]) as about(t, i)";

  private final IdSource ids;
  private final Clock clock;
  private final RandomGenerator random;

  AuditRows(IdSource ids, Clock clock, RandomGenerator random) {
    this.ids = ids;
    this.clock = clock;
    this.random = random;
  }

  /**
   * What an entry says.
   *
   * @param versions with the SHA-256 of each
   * @param about the resources of the versions and the patients, each once
   */
  record Row(
      AuditedAction action,
      AuditedEvent.Outcome outcome,
      String agent,
      List<AuditItems.Version> versions,
      @Nullable String payloadSha256,
      String detail,
      List<ResourceId> about) {}

  /** Writes them in the connection's transaction. */
  void insert(Connection connection, List<Row> rows) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Row row : rows) {
        bind(insert, row);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void bind(PreparedStatement insert, Row row) throws SQLException {
    UUID id = ids.next();
    // An AuditEvent tells milliseconds, and is found by what it tells.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    OffsetDateTime recorded = OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
    String outcome = row.outcome().name().toLowerCase(Locale.ROOT);
    List<String> items =
        AuditItems.of(row.agent(), row.detail(), row.versions(), row.payloadSha256(), row.about());
    SaltedLeaf leaf = SaltedLeaf.of(id, now, row.action().code(), outcome, items, random);
    insert.setObject(1, id);
    insert.setObject(2, recorded);
    insert.setString(3, row.action().code());
    insert.setString(4, outcome);
    insert.setString(5, row.agent());
    insert.setString(6, Folding.fold(row.agent()));
    insert.setString(7, json(row.versions()));
    insert.setString(8, row.payloadSha256());
    insert.setString(9, row.detail());
    insert.setObject(10, id);
    insert.setString(11, leaf.leaf().data());
    insert.setBytes(12, leaf.salts());
    insert.setObject(13, id);
    insert.setBytes(14, leaf.leaf().hash().bytes());
    insert.setObject(15, recorded);
    insert.setObject(16, id);
    texts(insert, 17, row.about().stream().map(ResourceId::type).toList());
    texts(insert, 18, row.about().stream().map(ResourceId::id).toList());
  }

  static void texts(PreparedStatement statement, int place, List<String> texts)
      throws SQLException {
    statement.setArray(place, statement.getConnection().createArrayOf("text", texts.toArray()));
  }

  private static String json(List<AuditItems.Version> versions) {
    ArrayNode array = JSON.createArrayNode();
    for (AuditItems.Version version : versions) {
      array.addObject().put("reference", version.reference()).put("sha256", version.sha256());
    }
    return array.toString();
  }
}
