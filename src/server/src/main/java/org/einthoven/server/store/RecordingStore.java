package org.einthoven.server.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.einthoven.ecg.recording.Recording;

/** The recordings that were accepted. */
@Singleton
public class RecordingStore {

  private final Recordings recordings;
  private final Clock clock;

  @Singleton
  static class Recordings implements PanacheRepositoryBase<RecordingEntity, UUID> {}

  RecordingStore(Recordings recordings, Clock clock) {
    this.recordings = recordings;
    this.clock = clock;
  }

  /**
   * Keeps a recording in the caller's transaction unless one with the same repeat key is there. If
   * another transaction is just keeping that one, this waits for its end.
   *
   * @return whether it was kept; false for a repeat
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean keep(NewRecording added) {
    return recordings
            .getEntityManager()
            .createNativeQuery(
                "insert into recording (id, repeat_key, received_at, sender, format, content,"
                    + " content_sha256, sent_context, payload_sha256, payload_place, source_type,"
                    + " source_id, task_id) values (:id, :repeatKey, :receivedAt, :sender, :format,"
                    + " :content, :contentSha256, :sentContext, :payloadSha256, :payloadPlace,"
                    + " :sourceType, :sourceId, :taskId) on conflict (repeat_key) do nothing")
            .setParameter("id", added.id())
            .setParameter("repeatKey", added.repeatKey())
            .setParameter("receivedAt", clock.instant())
            .setParameter("sender", added.sender())
            .setParameter("format", added.recording().source().format())
            .setParameter("content", Compression.pack(added.signal().bytes()))
            .setParameter("contentSha256", added.signal().sha256())
            .setParameter("sentContext", Compression.pack(SentContext.encode(added.recording())))
            .setParameter("payloadSha256", added.payloadSha256())
            .setParameter("payloadPlace", added.payloadPlace())
            .setParameter("sourceType", added.source().type())
            .setParameter("sourceId", added.source().id())
            .setParameter("taskId", added.taskId())
            .executeUpdate()
        == 1;
  }

  /** SHA-256 of the canonical bytes of a recording's signal: rate, leads and samples. */
  public static String contentSha256(Recording recording) {
    return EncodedSignal.of(recording).sha256();
  }

  /** The recording itself, as it was read. */
  @Transactional
  public Optional<Recording> recording(UUID id) {
    return recordings.findByIdOptional(id).map(RecordingStore::recording);
  }

  /**
   * The recording itself, held against the hash that was taken of its signal when it came.
   *
   * @throws DamagedException where it is another signal
   */
  @Transactional
  public Optional<Recording> verified(UUID id) {
    return recordings
        .findByIdOptional(id)
        .map(
            found -> {
              Recording recording;
              try {
                recording = recording(found);
              } catch (RuntimeException e) {
                throw new DamagedException("recording " + id);
              }
              if (!contentSha256(recording).equals(found.contentSha256)) {
                throw new DamagedException("recording " + id);
              }
              return recording;
            });
  }

  /** What is known of a recording. */
  @Transactional
  public Optional<RecordingFacts> facts(UUID id) {
    return recordings.findByIdOptional(id).map(RecordingStore::facts);
  }

  /** The recording with this repeat key. */
  @Transactional
  public Optional<RecordingFacts> withRepeatKey(String repeatKey) {
    return recordings.find("repeatKey", repeatKey).firstResultOptional().map(RecordingStore::facts);
  }

  /** The newest recording that this Observation or DocumentReference stands for. */
  @Transactional
  public Optional<RecordingFacts> ofSource(ResourceId source) {
    return recordings
        .find("sourceType = ?1 and sourceId = ?2 order by id desc", source.type(), source.id())
        .firstResultOptional()
        .map(RecordingStore::facts);
  }

  /** Notes in the caller's transaction which report was made of a recording. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void reported(UUID id, ResourceId report) {
    recordings.update("reportId = ?1 where id = ?2", report.id(), id);
  }

  /** Notes in the caller's transaction that the report of a recording was withdrawn. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void withdrawn(UUID id) {
    recordings.update("reportId = null where id = ?1", id);
  }

  private static Recording recording(RecordingEntity found) {
    RecordingContent.Signal signal = RecordingContent.decode(Compression.unpack(found.content));
    SentContext context = SentContext.decode(Compression.unpack(found.sentContext));
    return new Recording(
        signal.leads(),
        signal.samplesPerSecond(),
        context.acquired(),
        context.patient(),
        context.device(),
        context.source());
  }

  private static RecordingFacts facts(RecordingEntity found) {
    return new RecordingFacts(
        found.id,
        found.receivedAt,
        found.sender,
        found.payloadSha256,
        found.payloadPlace,
        new ResourceId(found.sourceType, found.sourceId),
        new ResourceId("Task", found.taskId),
        Optional.ofNullable(found.reportId).map(id -> new ResourceId("DiagnosticReport", id)));
  }
}
