package org.einthoven.server.search;

import jakarta.inject.Singleton;
import java.util.List;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.index.CompartmentIndex;
import org.einthoven.server.store.index.CompartmentIndex.Row;
import org.jspecify.annotations.Nullable;

/** Reads all resources of a patient, in pages. */
@Singleton
public class WholePatient {

  private final CompartmentIndex index;
  private final ResourceReader reader;

  /** In this index. */
  public WholePatient(CompartmentIndex index, ResourceReader reader) {
    this.index = index;
    this.reader = reader;
  }

  /**
   * A page.
   *
   * @param resources the Patient first, then by type and id
   * @param next after which row the next page begins, null on the last page
   * @param total how many there are on all pages
   */
  public record Page(List<FhirResource> resources, @Nullable Row next, long total) {

    /** Copies the list. */
    public Page {
      resources = List.copyOf(resources);
    }
  }

  /** One page of at most {@code query.limit()} resources. */
  public Page page(CompartmentIndex.Query query) {
    CompartmentIndex.Page found =
        index.page(
            PatientCompartment.DEFINITION,
            new CompartmentIndex.Query(
                query.patient(),
                query.from(),
                query.until(),
                query.since(),
                query.types(),
                query.after(),
                query.limit() == 0 ? 0 : query.limit() + 1));
    List<Row> rows = found.rows();
    boolean more = rows.size() > query.limit();
    List<Row> page = more ? rows.subList(0, query.limit()) : rows;
    List<FhirResource> resources =
        List.copyOf(
            reader
                .read(
                    page.stream()
                        .map(row -> new ResourceId(row.resourceType(), row.resourceId()))
                        .toList())
                .values());
    return new Page(resources, more ? page.get(page.size() - 1) : null, found.total());
  }
}
