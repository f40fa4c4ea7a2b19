package org.einthoven.server.search;

import jakarta.inject.Singleton;
import java.util.List;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.index.NewestPerCode;
import org.einthoven.server.store.index.NewestPerCode.Row;
import org.jspecify.annotations.Nullable;

/** Reads the newest Observations of each code, in pages. */
@Singleton
public class NewestObservations {

  private final NewestPerCode index;
  private final ResourceReader reader;

  /** In this index. */
  public NewestObservations(NewestPerCode index, ResourceReader reader) {
    this.index = index;
    this.reader = reader;
  }

  /**
   * A page.
   *
   * @param resources the newest first
   * @param next after which row the next page begins, null on the last page
   */
  public record Page(List<FhirResource> resources, @Nullable Row next) {

    /** Copies the list. */
    public Page {
      resources = List.copyOf(resources);
    }
  }

  /** One page of at most {@code query.limit()} Observations. */
  public Page page(NewestPerCode.Query query) {
    List<Row> rows =
        index.find(
            new NewestPerCode.Query(
                query.criteria(), query.most(), query.asOf(), query.after(), query.limit() + 1));
    boolean more = rows.size() > query.limit();
    List<Row> page = more ? rows.subList(0, query.limit()) : rows;
    List<FhirResource> resources =
        List.copyOf(
            reader
                .read(
                    page.stream()
                        .map(row -> new ResourceId("Observation", row.resourceId()))
                        .toList())
                .values());
    return new Page(resources, more ? page.get(page.size() - 1) : null);
  }
}
