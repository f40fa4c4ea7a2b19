package org.einthoven.server.search;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Consumer;
import org.einthoven.ledger.Finding;
import org.einthoven.server.audit.check.TableCheck;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.StoredVersion;
import org.einthoven.server.store.index.IndexComparison;

/** Makes the entries of every resource again and holds the search index against them. */
@Singleton
class IndexCheck implements TableCheck {

  private static final int PAGE = 100;
  private static final ResourceId BEFORE_ALL = new ResourceId("", "");

  private final ResourceStore store;
  private final IndexExtraction extraction;
  private final IndexComparison index;

  IndexCheck(ResourceStore store, IndexExtraction extraction, IndexComparison index) {
    this.store = store;
    this.extraction = extraction;
    this.index = index;
  }

  @Override
  public void run(Consumer<Finding> findings) {
    ResourceId last = BEFORE_ALL;
    ResourceId before;
    do {
      before = last;
      last = compared(before, PAGE, findings);
    } while (!last.equals(before));
    QuarkusTransaction.requiringNew().run(() -> rest(findings));
  }

  /**
   * Compares the resources behind one, and one by one where one of them cannot be read.
   *
   * @return the last one
   */
  private ResourceId compared(ResourceId after, int most, Consumer<Finding> findings) {
    try {
      return QuarkusTransaction.requiringNew().call(() -> page(after, most, findings));
    } catch (RuntimeException damaged) {
      List<ResourceId> page = QuarkusTransaction.requiringNew().call(() -> index.page(after, most));
      if (page.isEmpty()) {
        throw damaged;
      }
      if (page.size() == 1) {
        findings.accept(Finding.changed("resource " + reference(page.get(0)), "it cannot be read"));
        return page.get(0);
      }
      ResourceId last = after;
      for (int i = 0; i < page.size(); i++) {
        last = compared(last, 1, findings);
      }
      return last;
    }
  }

  private ResourceId page(ResourceId after, int most, Consumer<Finding> findings) {
    List<ResourceId> page = index.page(after, most);
    for (StoredVersion version : store.current(page).values()) {
      for (String table :
          index.different(
              version, extraction.entries(ResourceReader.resource(version).resource()))) {
        findings.accept(
            Finding.changed(
                table + " of " + reference(version.id()),
                "the resource would be found by something else"));
      }
    }
    return page.isEmpty() ? after : page.get(page.size() - 1);
  }

  private static String reference(ResourceId id) {
    return id.type() + "/" + id.id();
  }

  private void rest(Consumer<Finding> findings) {
    index
        .strays()
        .forEach(stray -> findings.accept(Finding.added(stray, "there is no such resource")));
    if (!index.hasForm(extraction.form())) {
      findings.accept(
          Finding.changed("search_index_form", "it is not the form that this server makes"));
    }
  }
}
