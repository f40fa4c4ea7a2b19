package org.einthoven.server.search;

import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.Outcomes;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.NewVersion;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.StoredVersion;
import org.einthoven.server.store.VersionId;
import org.einthoven.server.store.index.SearchIndex;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The one place that writes FHIR resources: version, time, JSON and index entries together, in the
 * caller's transaction.
 */
@Singleton
@Transactional(Transactional.TxType.MANDATORY)
public class ResourceWriter {

  private final ResourceStore store;
  private final SearchIndex index;
  private final IndexExtraction extraction;
  private final Clock clock;
  private final IdSource ids;

  /** Into this store and this index. */
  public ResourceWriter(
      ResourceStore store,
      SearchIndex index,
      IndexExtraction extraction,
      Clock clock,
      IdSource ids) {
    this.store = store;
    this.index = index;
    this.extraction = extraction;
    this.clock = clock;
    this.ids = ids;
  }

  /** What was written. */
  public record Written(FhirResource resource, int version, boolean created) {}

  /** Stores a new resource under a new id. */
  public FhirResource create(FhirResource resource) {
    return create(resource, ids.next().toString());
  }

  /** Stores a new resource under an id that the server has made. */
  public FhirResource create(FhirResource resource, String id) {
    resource.resource().setId(id);
    append(List.of(new Revision(resource, 1)));
    return resource;
  }

  /**
   * Stores a resource under its own id, as the next version or the first.
   *
   * @param expected the version that the sender has seen, null where they do not say
   * @throws PreconditionFailedException when the current version is another (412)
   */
  public Written put(FhirResource resource, @Nullable Integer expected) {
    ResourceId id = new ResourceId(resource.type(), resource.id());
    Optional<StoredVersion> before = store.lock(id);
    check(before, expected);
    int version = before.map(StoredVersion::version).orElse(0) + 1;
    boolean created = before.map(StoredVersion::deleted).orElse(true);
    append(List.of(new Revision(resource, version)));
    return new Written(resource, version, created);
  }

  /**
   * Makes sure that a resource is still at a version, and keeps it there until the transaction
   * ends.
   *
   * @param expected null for any version, or none
   * @throws PreconditionFailedException when the current version is another (412)
   */
  public void expect(ResourceId id, @Nullable Integer expected) {
    if (expected != null) {
      check(store.lock(id), expected);
    }
  }

  /** Stores the next version of a resource that is there. */
  public FhirResource update(FhirResource resource) {
    return put(resource, null).resource();
  }

  /**
   * Adds a version that says that the resource is deleted; it must be there.
   *
   * @return the number of that version
   */
  public int delete(ResourceId id) {
    int version = store.lock(id).orElseThrow().version() + 1;
    store.append(List.of(new NewVersion(id, version, now(), true, new byte[0])));
    index.remove(id.type(), id.id());
    return version;
  }

  /**
   * A resource under its own id, and the number of the version that it becomes.
   *
   * @param version 1 for the first, else one more than that of the version that was locked
   */
  public record Revision(FhirResource resource, int version) {

    /** As it is named once it is written. */
    public VersionId id() {
      return new VersionId(new ResourceId(resource.type(), resource.id()), version);
    }
  }

  /** Stores what belongs together, each resource once: cheaper than one after the other. */
  public void append(List<Revision> revisions) {
    Instant now = now();
    List<NewVersion> versions = new ArrayList<>();
    List<SearchIndex.Indexed> indexed = new ArrayList<>();
    for (Revision revision : revisions) {
      ResourceId id = revision.id().id();
      Resource stored = revision.resource().resource();
      String number = Integer.toString(revision.version());
      stored.setIdElement(new IdType(id.type(), id.id(), number));
      stored.getMeta().setVersionId(number);
      stored.getMeta().setLastUpdated(Date.from(now));
      versions.add(new NewVersion(id, revision.version(), now, false, revision.resource().json()));
      indexed.add(new SearchIndex.Indexed(id, now, extraction.entries(stored)));
    }
    store.append(versions);
    index.replace(indexed);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static void check(Optional<StoredVersion> before, @Nullable Integer expected) {
    if (expected == null) {
      return;
    }
    if (before.isEmpty()) {
      throw new ResourceNotFoundException("there is no such resource to change");
    }
    if (before.get().version() != expected) {
      String problem = "the resource has changed: its version is " + before.get().version();
      throw new PreconditionFailedException(
          problem,
          (IBaseOperationOutcome)
              Outcomes.refused(
                      new ReadResult.Refused(
                          ReadResult.Reason.INVALID,
                          problem,
                          "http.If-Match",
                          "read it again and carry the change over"))
                  .resource());
    }
  }
}
