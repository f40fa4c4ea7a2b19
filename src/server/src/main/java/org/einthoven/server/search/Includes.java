package org.einthoven.server.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.validation.OwnDefinitions;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.index.Criterion;
import org.einthoven.server.store.index.IndexQuery;
import org.einthoven.server.store.index.SearchIndex;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;

/** Follows the references that a search asks to include (FHIR R4 search 3.1.1.5.4). */
final class Includes {

  /** How many resources includes may add before a search is refused. */
  private static final int MOST = 1000;

  private final SearchIndex index;
  private final SearchParameters parameters;
  private final ResourceReader reader;

  Includes(SearchIndex index, SearchParameters parameters, ResourceReader reader) {
    this.index = index;
    this.parameters = parameters;
    this.reader = reader;
  }

  /** What the includes of a search add to its matches, each once. */
  List<FhirResource> of(
      SearchRequest request, Map<ResourceId, FhirResource> matches, Visibility visibility) {
    if (request.includes().isEmpty() && request.reverseIncludes().isEmpty()) {
      return List.of();
    }
    Map<ResourceId, FhirResource> added = new LinkedHashMap<>();
    Map<ResourceId, FhirResource> from = matches;
    for (boolean first = true; !from.isEmpty(); first = false) {
      Set<ResourceId> wanted = new LinkedHashSet<>();
      for (SearchRequest.Include include : request.includes()) {
        if (first || include.iterate()) {
          from.values().forEach(source -> referred(source, include, wanted));
        }
      }
      for (SearchRequest.Include include : request.reverseIncludes()) {
        if (first || include.iterate()) {
          referring(from.keySet(), include, wanted);
        }
      }
      wanted.removeAll(matches.keySet());
      wanted.removeAll(added.keySet());
      if (added.size() + wanted.size() > MOST) {
        throw BadRequest.parameter(
            request.includes().isEmpty() ? "_revinclude" : "_include",
            "would add more than " + MOST + " resources",
            "ask for a smaller page with _count, or search for what refers");
      }
      from = reader.read(visibility.apply(wanted));
      added.putAll(from);
    }
    return List.copyOf(added.values());
  }

  private void referred(
      FhirResource source, SearchRequest.Include include, Set<ResourceId> wanted) {
    if (!source.type().equals(include.resourceType())) {
      return;
    }
    for (SearchParameter parameter : named(include)) {
      for (Base value : parameter.values(source.resource())) {
        if (value instanceof Reference reference && reference.hasReference()) {
          IdType target = new IdType(reference.getReference());
          boolean fits =
              include.targetType() == null || include.targetType().equals(target.getResourceType());
          if (fits && !target.isAbsolute() && target.hasResourceType() && target.hasIdPart()) {
            wanted.add(new ResourceId(target.getResourceType(), target.getIdPart()));
          }
        } else if (value instanceof CanonicalType canonical && canonical.hasValue()) {
          OwnDefinitions.named(canonical.getValue())
              .filter(
                  own -> include.targetType() == null || include.targetType().equals(own.type()))
              .ifPresent(own -> wanted.add(new ResourceId(own.type(), own.id())));
        }
      }
    }
  }

  private void referring(
      Collection<ResourceId> targets, SearchRequest.Include include, Set<ResourceId> wanted) {
    Map<String, List<String>> byType = new LinkedHashMap<>();
    for (ResourceId target : targets) {
      if (include.targetType() == null || include.targetType().equals(target.type())) {
        byType.computeIfAbsent(target.type(), type -> new ArrayList<>()).add(target.id());
      }
    }
    byType.forEach(
        (type, ids) ->
            named(include).stream()
                .flatMap(parameter -> hits(include.resourceType(), parameter, type, ids))
                .map(hit -> new ResourceId(hit.resourceType(), hit.resourceId()))
                .forEach(wanted::add));
  }

  private Stream<IndexQuery.Hit> hits(
      String resourceType, SearchParameter parameter, String targetType, List<String> ids) {
    return index.referring(resourceType, parameter.name(), targetType, ids, MOST + 1).stream();
  }

  private List<SearchParameter> named(SearchRequest.Include include) {
    if (!include.param().equals("*")) {
      return parameters.find(include.resourceType(), include.param()).stream().toList();
    }
    return parameters.of(include.resourceType()).stream()
        .filter(parameter -> parameter.kind() == Criterion.Kind.REFERENCE)
        .filter(parameter -> parameter.components().isEmpty())
        .toList();
  }
}
