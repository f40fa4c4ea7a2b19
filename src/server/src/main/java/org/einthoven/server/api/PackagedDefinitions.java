package org.einthoven.server.api;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.validation.OwnDefinitions;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.VersionConflictException;
import org.einthoven.server.store.VersionId;
import org.einthoven.server.store.index.IndexQuery;
import org.einthoven.server.store.index.SearchIndex;
import org.hl7.fhir.r4.model.Resource;
import org.jboss.logging.Logger;

/**
 * Stores our own definitions as resources when the server starts, those alone that this release
 * brings or changes, so that they are read, searched and told of as all others. The versions of
 * earlier releases stay, as resources that claim them do.
 */
@Singleton
public class PackagedDefinitions {

  private static final Logger LOG = Logger.getLogger(PackagedDefinitions.class);

  /** Behind the search index, which may have to be made again first. */
  private static final int SECOND = 2;

  private static final int MOST = 10_000;

  private final ResourceReader reader;
  private final ResourceWriter writer;
  private final SearchIndex index;
  private final AuditTrail audit;

  /** Into the store. */
  public PackagedDefinitions(
      ResourceReader reader, ResourceWriter writer, SearchIndex index, AuditTrail audit) {
    this.reader = reader;
    this.writer = writer;
    this.index = index;
    this.audit = audit;
  }

  void start(@Observes @Priority(SECOND) StartupEvent event) {
    try {
      store();
    } catch (VersionConflictException e) {
      // Another server that started now has stored them.
      store();
    }
  }

  /**
   * Stores what differs from what is stored, and deletes what is packaged no more.
   *
   * @return the versions that were added, deletions among them
   */
  public List<VersionId> store() {
    return QuarkusTransaction.requiringNew().call(this::replace);
  }

  private List<VersionId> replace() {
    List<VersionId> versions = new ArrayList<>();
    for (FhirResource packaged : OwnDefinitions.all()) {
      boolean there =
          reader
              .read(new ResourceId(packaged.type(), packaged.id()))
              .filter(stored -> Arrays.equals(content(stored), content(packaged)))
              .isPresent();
      if (!there) {
        FhirResource copy = FhirResource.of(packaged.resource().copy());
        versions.add(Writing.version(writer.put(copy, null).resource()));
      }
    }
    for (String type : OwnDefinitions.TYPES) {
      for (IndexQuery.Hit hit :
          index.find(new IndexQuery(type, List.of(), List.of(), null, MOST))) {
        if (OwnDefinitions.find(type, hit.resourceId()).isEmpty()) {
          ResourceId gone = new ResourceId(type, hit.resourceId());
          versions.add(new VersionId(gone, writer.delete(gone)));
        }
      }
    }
    if (!versions.isEmpty()) {
      audit.record(
          new AuditedEvent(
              AuditedAction.DEFINITIONS_STORED,
              AuditedEvent.Outcome.SUCCESS,
              AuditedEvent.SERVER,
              versions,
              null,
              ""));
      LOG.infof("%d of our own definitions are new or changed", versions.size());
    }
    return versions;
  }

  /** What it says, without what the store adds. */
  private static byte[] content(FhirResource definition) {
    Resource copy = definition.resource().copy();
    copy.setId(definition.id());
    copy.setMeta(null);
    return FhirResource.of(copy).json();
  }
}
