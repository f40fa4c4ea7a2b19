package org.einthoven.server.search;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.index.IndexQuery;
import org.einthoven.server.store.index.SearchIndex;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** Carries out searches. */
@Singleton
public class ResourceSearch {

  /** How many resources may refer to the matches of a page before a search is refused. */
  private static final int MOST_REFERRING = 1000;

  private final SearchIndex index;
  private final SearchParameters parameters;
  private final ResourceReader reader;

  /** In this index. */
  public ResourceSearch(SearchIndex index, SearchParameters parameters, ResourceReader reader) {
    this.index = index;
    this.parameters = parameters;
    this.reader = reader;
  }

  /**
   * A page of results.
   *
   * @param matches in the order asked for
   * @param included what includes added, each once and none of the matches
   * @param next what a next link carries, null on the last page
   * @param total how many matches there are on all pages
   */
  public record Page(
      List<FhirResource> matches, List<FhirResource> included, @Nullable String next, long total) {

    /** Copies the lists. */
    public Page {
      matches = List.copyOf(matches);
      included = List.copyOf(included);
    }
  }

  /** One page of a search. */
  public Page page(SearchRequest request) {
    IndexQuery query = query(request, request.count() + 1);
    long total = index.count(query);
    if (request.count() == 0) {
      return new Page(List.of(), List.of(), null, total);
    }
    List<IndexQuery.Hit> hits = index.find(query);
    boolean more = hits.size() > request.count();
    Map<String, FhirResource> matches = new LinkedHashMap<>();
    for (IndexQuery.Hit hit : more ? hits.subList(0, request.count()) : hits) {
      add(matches, new ResourceId(hit.resourceType(), hit.resourceId()));
    }
    Map<String, FhirResource> all = new LinkedHashMap<>(matches);
    for (SearchRequest.Include include : request.includes()) {
      matches.values().forEach(match -> follow(match, include, all));
    }
    for (SearchRequest.Include include : request.reverseIncludes()) {
      referring(request.resourceType(), List.copyOf(matches.values()), include, all);
    }
    matches.keySet().forEach(all::remove);
    return new Page(
        List.copyOf(matches.values()),
        List.copyOf(all.values()),
        more ? SearchParsing.token(hits.get(request.count() - 1).position()) : null,
        total);
  }

  /** The ids of what matches, at most {@code limit}. */
  public List<ResourceId> ids(SearchRequest request, int limit) {
    return index.find(query(request, limit)).stream()
        .map(hit -> new ResourceId(hit.resourceType(), hit.resourceId()))
        .toList();
  }

  private static IndexQuery query(SearchRequest request, int limit) {
    return new IndexQuery(
        request.resourceType(), request.criteria(), request.order(), request.after(), limit);
  }

  private void add(Map<String, FhirResource> found, ResourceId id) {
    String key = id.type() + "/" + id.id();
    if (!found.containsKey(key)) {
      reader.read(id).ifPresent(resource -> found.put(key, resource));
    }
  }

  private void follow(
      FhirResource match, SearchRequest.Include include, Map<String, FhirResource> found) {
    if (!match.type().equals(include.resourceType())) {
      return;
    }
    for (SearchParameter parameter : named(include)) {
      for (Base value : parameter.values(match.resource())) {
        if (value instanceof Reference reference && reference.hasReference()) {
          IdType target = new IdType(reference.getReference());
          boolean wanted =
              include.targetType() == null || include.targetType().equals(target.getResourceType());
          if (wanted && !target.isAbsolute() && target.hasResourceType() && target.hasIdPart()) {
            add(found, new ResourceId(target.getResourceType(), target.getIdPart()));
          }
        }
      }
    }
  }

  private void referring(
      String matchType,
      List<FhirResource> matches,
      SearchRequest.Include include,
      Map<String, FhirResource> found) {
    if (matches.isEmpty()) {
      return;
    }
    List<String> ids = matches.stream().map(FhirResource::id).toList();
    List<IndexQuery.Hit> referring = new ArrayList<>();
    for (SearchParameter parameter : named(include)) {
      referring.addAll(
          index.referring(
              include.resourceType(), parameter.name(), matchType, ids, MOST_REFERRING + 1));
    }
    if (referring.size() > MOST_REFERRING) {
      throw BadRequest.parameter(
          "_revinclude",
          "would add more than " + MOST_REFERRING + " resources",
          "ask for a smaller page with _count, or search for " + include.resourceType());
    }
    referring.forEach(hit -> add(found, new ResourceId(hit.resourceType(), hit.resourceId())));
  }

  private List<SearchParameter> named(SearchRequest.Include include) {
    if (!include.param().equals("*")) {
      return parameters.find(include.resourceType(), include.param()).stream().toList();
    }
    return parameters.of(include.resourceType()).stream()
        .filter(p -> p.kind() == org.einthoven.server.store.index.Criterion.Kind.REFERENCE)
        .toList();
  }
}
