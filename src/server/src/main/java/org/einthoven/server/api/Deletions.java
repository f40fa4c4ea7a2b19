package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.security.AccessRules;
import org.einthoven.server.store.RecordingParts;
import org.einthoven.server.store.RecordingStore;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.StoredVersion;
import org.einthoven.server.store.VersionId;
import org.einthoven.server.store.index.SearchIndex;
import org.jspecify.annotations.Nullable;

/**
 * Deletion (FHIR R4 http 3.1.0.7) as a further version that says so: what there was stays readable
 * by version and in the history. What a report rests on, what the server made, and what others
 * refer to is not deleted.
 */
@Singleton
public class Deletions {

  private final ResourceStore store;
  private final ResourceWriter writer;
  private final MachineOutput machine;
  private final RecordingStore recordings;
  private final RecordingParts parts;
  private final SearchIndex index;
  private final AuditTrail audit;
  private final AccessRules rules;

  /** From this store. */
  public Deletions(
      ResourceStore store,
      ResourceWriter writer,
      MachineOutput machine,
      RecordingStore recordings,
      RecordingParts parts,
      SearchIndex index,
      AuditTrail audit,
      AccessRules rules) {
    this.rules = rules;
    this.store = store;
    this.writer = writer;
    this.machine = machine;
    this.recordings = recordings;
    this.parts = parts;
    this.index = index;
    this.audit = audit;
  }

  /**
   * Deletes a resource in the current transaction; one that is deleted already stays so, and one
   * that never was needs no deletion (R4 http 3.1.0.7: that is a success as well).
   *
   * @param expected the version that the sender has seen, null where they do not say
   * @param place what the request names it by, for refusals
   * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException when it has to stay
   *     (403, 409), is at another version (412), or was never there although a version of it is
   *     named (404)
   */
  void delete(ResourceId id, @Nullable Integer expected, String place, Exchange exchange) {
    rules.checkDelete(exchange.requester(), id);
    MachineOutput.checkType(id.type(), place);
    Optional<StoredVersion> before = store.lock(id);
    writer.expect(id, expected);
    if (before.isEmpty() || before.get().deleted()) {
      return;
    }
    machine.check(id, place);
    if (recordings.ofSource(id).isPresent() || parts.recordingIn(id).isPresent()) {
      throw Refusing.fixed(
          id.type()
              + " holds an ECG that was reported on: it stays, so that the report can be traced",
          place,
          "update it with the status entered-in-error");
    }
    index
        .referringTo(id.type(), id.id())
        .ifPresent(
            other -> {
              throw Refusing.conflict(
                  id.type() + " is referred to by " + other,
                  place,
                  "change or delete that first, or update this one as no longer in use");
            });
    // Once it is deleted the index does not tell any more whose it was.
    List<String> patients = audit.patientsOf(id);
    int version = writer.delete(id);
    audit.record(
        new AuditedEvent(
            AuditedAction.RESOURCE_DELETED,
            AuditedEvent.Outcome.SUCCESS,
            exchange.sender(),
            List.of(new VersionId(id, version)),
            null,
            "",
            patients));
  }
}
