package org.einthoven.server.outbox.receiver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.einthoven.server.outbox.Statements;

/** The table of receivers. */
@Singleton
final class Receivers {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, List<String>>> HEADERS = new TypeReference<>() {};

  private final Statements statements;
  private final Clock clock;

  Receivers(Statements statements, Clock clock) {
    this.statements = statements;
    this.clock = clock;
  }

  /**
   * Keeps a receiver, new or changed, in the caller's transaction. It is told nothing until it is
   * active; what it was told before still counts.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void request(Receiver receiver) {
    Optional<Receiver> before = find(receiver.key());
    ChannelHeaders headers =
        new ChannelHeaders(receiver.headers(), receiver.secret())
            .completed(
                before.map(Receiver::headers).orElse(Map.of()),
                before.map(Receiver::secret).orElse(null));
    Duration heartbeat = receiver.heartbeat();
    statements.update(
        "insert into receiver (id, kind, status, listening, topic, resource_type, criteria,"
            + " endpoint, content, headers, secret, contact_order, heartbeat_seconds, ends_at,"
            + " created_at) values (?, ?, 'requested', false, ?, ?, ?, ?, ?, cast(? as jsonb), ?,"
            + " ?, ?, ?, ?) on conflict (id) do update set kind = excluded.kind, status ="
            + " 'requested', listening = false, topic = excluded.topic, resource_type ="
            + " excluded.resource_type, criteria = excluded.criteria, endpoint = excluded.endpoint,"
            + " content = excluded.content, headers = excluded.headers, secret = excluded.secret,"
            + " contact_order = excluded.contact_order, heartbeat_seconds ="
            + " excluded.heartbeat_seconds, ends_at = excluded.ends_at, failure = null",
        receiver.key(),
        receiver.kind().column(),
        receiver.topic(),
        receiver.resourceType(),
        receiver.criteria(),
        receiver.endpoint().toString(),
        receiver.content().code(),
        write(headers.sent()),
        headers.secret(),
        receiver.contactOrder(),
        heartbeat == null ? null : (int) heartbeat.toSeconds(),
        receiver.endsAt(),
        clock.instant());
  }

  /** Says how it stands with a receiver; one that listens is told of what happens from now on. */
  @Transactional
  public void set(String key, String status, boolean listening, String failure) {
    statements.update(
        "update receiver set status = ?, listening = ?, failure = nullif(?, ''), heartbeat_due ="
            + " ? + heartbeat_seconds * interval '1 second' where id = ?",
        status,
        listening,
        failure,
        clock.instant(),
        key);
  }

  /** One receiver. */
  @Transactional
  public Optional<Receiver> find(String key) {
    return statements
        .query(Receivers::receiver, "select * from receiver where id = ?", key)
        .stream()
        .findFirst();
  }

  /** One receiver, if it listens. */
  @Transactional
  public Optional<Receiver> listening(String key) {
    return statements
        .query(Receivers::receiver, "select * from receiver where id = ? and listening", key)
        .stream()
        .findFirst();
  }

  /** How it stands with a receiver. */
  @Transactional
  public Optional<ReceiverState> state(String key) {
    return statements
        .query(
            row ->
                new ReceiverState(
                    row.getString("status"), row.getLong("events"), row.getString("failure")),
            "select status, events, failure from receiver where id = ?",
            key)
        .stream()
        .findFirst();
  }

  /** Those who listen for resources of a type. */
  @Transactional
  public List<Receiver> ofType(String resourceType) {
    return statements.query(
        Receivers::receiver,
        "select * from receiver where listening and kind = 'rest-hook' and resource_type = ?"
            + " and (ends_at is null or ends_at > ?) order by created_at, id",
        resourceType,
        clock.instant());
  }

  /** Those who listen for a topic, in the order of contacts. */
  @Transactional
  public List<Receiver> ofTopic(Topic topic) {
    return statements.query(
        Receivers::receiver,
        "select * from receiver where listening and kind = 'topic' and topic = ?"
            + " and (ends_at is null or ends_at > ?) order by contact_order, created_at, id",
        topic.canonical(),
        clock.instant());
  }

  /** Counts an event that a receiver is to be told of, in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  public long countEvent(String key) {
    return statements
        .query(
            row -> row.getLong(1),
            "update receiver set events = events + 1, heartbeat_due ="
                + " ? + heartbeat_seconds * interval '1 second' where id = ? returning events",
            clock.instant(),
            key)
        .get(0);
  }

  /** Those whose sign of life is due, each once, in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<String> takeHeartbeats() {
    Instant now = clock.instant();
    return statements.query(
        row -> row.getString(1),
        "update receiver set heartbeat_due = ? + heartbeat_seconds * interval '1 second'"
            + " where id in (select id from receiver where listening and heartbeat_due <= ?"
            + " for update skip locked) returning id",
        now,
        now);
  }

  /** Those whose time is over and who still listen. */
  @Transactional
  public List<String> ended() {
    return statements.query(
        row -> row.getString(1),
        "select id from receiver where listening and ends_at <= ?",
        clock.instant());
  }

  private static Receiver receiver(ResultSet row) throws SQLException {
    int heartbeat = row.getInt("heartbeat_seconds");
    return new Receiver(
        row.getString("id"),
        Receiver.Kind.of(row.getString("kind")),
        row.getString("topic"),
        row.getString("resource_type"),
        row.getString("criteria"),
        URI.create(row.getString("endpoint")),
        Receiver.Content.of(row.getString("content")),
        read(row.getString("headers")),
        row.getString("secret"),
        row.getInt("contact_order"),
        heartbeat == 0 ? null : Duration.ofSeconds(heartbeat),
        Statements.instant(row, "ends_at"));
  }

  private static String write(Map<String, List<String>> headers) {
    try {
      return JSON.writeValueAsString(headers);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts can be written", e);
    }
  }

  private static Map<String, List<String>> read(String headers) {
    try {
      return JSON.readValue(headers, HEADERS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("it was written here", e);
    }
  }
}
