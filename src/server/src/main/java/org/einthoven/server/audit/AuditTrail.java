package org.einthoven.server.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.VersionId;

/**
 * What was done, when, by whom, to which resource versions with which bytes. An entry commits with
 * what it records or not at all.
 */
@Singleton
public class AuditTrail {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Entries entries;
  private final ResourceStore resources;
  private final IdSource ids;
  private final Clock clock;

  @Singleton
  static class Entries implements PanacheRepositoryBase<AuditEntryEntity, UUID> {}

  AuditTrail(Entries entries, ResourceStore resources, IdSource ids, Clock clock) {
    this.entries = entries;
    this.resources = resources;
    this.ids = ids;
    this.clock = clock;
  }

  /** Records an event in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void record(AuditedEvent event) {
    AuditEntryEntity entry = new AuditEntryEntity();
    entry.id = ids.next();
    entry.recordedAt = clock.instant();
    entry.action = event.action();
    entry.outcome = event.outcome().name().toLowerCase(Locale.ROOT);
    entry.agent = event.agent();
    entry.resources = versions(event.versions());
    entry.payloadSha256 = event.payloadSha256();
    entry.detail = event.detail();
    entries.persist(entry);
  }

  private String versions(List<VersionId> versions) {
    ArrayNode array = JSON.createArrayNode();
    for (VersionId version : versions) {
      array
          .addObject()
          .put("reference", version.reference())
          .put(
              "sha256",
              resources
                  .sha256(version)
                  .orElseThrow(
                      () -> new IllegalStateException("not stored: " + version.reference())));
    }
    return array.toString();
  }
}
