package org.einthoven.server.search;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.index.IndexForm;
import org.einthoven.server.store.index.SearchIndex;
import org.jboss.logging.Logger;

/**
 * Makes the search index again when another server made it, one that knew fewer search parameters
 * or looked elsewhere, so that no search leaves out what is stored. It is done before the server
 * takes requests; a start that is cut off goes on where it was.
 */
@Singleton
public class IndexRebuild {

  private static final Logger LOG = Logger.getLogger(IndexRebuild.class);
  private static final int FIRST = 1;
  private static final int PORTION = 200;
  private static final Duration NEWS = Duration.ofSeconds(10);

  private final IndexForm form;
  private final ResourceStore store;
  private final SearchIndex index;
  private final IndexExtraction extraction;
  private final Clock clock;

  /** Of this index, from this store. */
  public IndexRebuild(
      IndexForm form,
      ResourceStore store,
      SearchIndex index,
      IndexExtraction extraction,
      Clock clock) {
    this.form = form;
    this.store = store;
    this.index = index;
    this.extraction = extraction;
    this.clock = clock;
  }

  void start(@Observes @Priority(FIRST) StartupEvent event) {
    rebuild();
  }

  /**
   * Makes the entries of all resources again unless they have the form that this server gives them.
   *
   * @return of how many resources they were made
   */
  public long rebuild() {
    long made = 0;
    Instant told = clock.instant();
    int portion;
    while ((portion = QuarkusTransaction.requiringNew().call(this::portion)) > 0) {
      made += portion;
      if (made == portion && portion == PORTION) {
        LOG.info("The search index is made again, since another release made it");
      }
      if (Duration.between(told, clock.instant()).compareTo(NEWS) > 0) {
        told = clock.instant();
        long of = QuarkusTransaction.requiringNew().call(form::resources);
        LOG.infof("The search index is made again: %,d of up to %,d resources", made, of);
      }
    }
    if (made > 0) {
      LOG.infof("The search index is made again, of %,d resources", made);
    }
    return made;
  }

  private int portion() {
    if (form.isEverywhere(extraction.form())) {
      return 0;
    }
    List<ResourceId> next = form.next(PORTION);
    if (next.isEmpty()) {
      form.made();
      return 0;
    }
    index.replace(
        store.current(next).values().stream()
            .map(
                version ->
                    new SearchIndex.Indexed(
                        version.id(),
                        version.lastUpdated(),
                        extraction.entries(ResourceReader.resource(version).resource())))
            .toList());
    form.madeUpTo(next.get(next.size() - 1));
    return next.size();
  }
}
