package org.einthoven.server.search;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.index.IndexQuery;
import org.einthoven.server.store.index.SearchIndex;
import org.jspecify.annotations.Nullable;

/** Carries out searches. */
@Singleton
public class ResourceSearch {

  /** How far matches are counted where nobody asks for their exact number. */
  private static final long COUNTED = 1000;

  private final SearchIndex index;
  private final ResourceReader reader;
  private final Includes includes;
  private final MergedPatients merged;

  /** In this index. */
  public ResourceSearch(SearchIndex index, SearchParameters parameters, ResourceReader reader) {
    this.index = index;
    this.reader = reader;
    this.includes = new Includes(index, parameters, reader);
    this.merged = new MergedPatients(index, reader);
  }

  /**
   * A page of results.
   *
   * @param matches in the order asked for
   * @param included what includes added, each once and none of the matches
   * @param next what a next link carries, null on the last page
   * @param total how many matches there are on all pages, null where they are many and nobody asked
   */
  public record Page(
      List<FhirResource> matches,
      List<FhirResource> included,
      @Nullable String next,
      @Nullable Long total) {

    /** Copies the lists. */
    public Page {
      matches = List.copyOf(matches);
      included = List.copyOf(included);
    }
  }

  /** One page of a search by the server itself. */
  public Page page(SearchRequest request) {
    return page(request, Visibility.ALL);
  }

  /** One page of a search, with those of its includes that are visible. */
  public Page page(SearchRequest request, Visibility visibility) {
    IndexQuery query = query(request, request.count() + 1);
    if (request.count() == 0) {
      return new Page(List.of(), List.of(), null, index.count(query, Long.MAX_VALUE));
    }
    List<IndexQuery.Hit> hits = index.find(query);
    boolean more = hits.size() > request.count();
    Map<ResourceId, FhirResource> matches =
        reader.read(
            (more ? hits.subList(0, request.count()) : hits)
                .stream()
                    .map(hit -> new ResourceId(hit.resourceType(), hit.resourceId()))
                    .toList());
    return new Page(
        List.copyOf(matches.values()),
        includes.of(request, matches, visibility),
        more ? SearchParsing.token(hits.get(request.count() - 1).position()) : null,
        total(request, query, more, hits.size()));
  }

  private @Nullable Long total(SearchRequest request, IndexQuery query, boolean more, int hits) {
    if (request.total()) {
      return index.count(query, Long.MAX_VALUE);
    }
    if (!more && request.after() == null) {
      return (long) hits;
    }
    long counted = index.count(query, COUNTED + 1);
    return counted > COUNTED ? null : counted;
  }

  /** The ids of what matches, at most {@code limit}. */
  public List<ResourceId> ids(SearchRequest request, int limit) {
    return index.find(query(request, limit)).stream()
        .map(hit -> new ResourceId(hit.resourceType(), hit.resourceId()))
        .toList();
  }

  private IndexQuery query(SearchRequest request, int limit) {
    return new IndexQuery(
        request.resourceType(),
        merged.widened(request.criteria()),
        request.order(),
        request.after(),
        limit);
  }
}
