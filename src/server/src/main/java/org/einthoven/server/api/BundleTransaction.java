package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.search.ReferenceCheck;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.search.SearchParameters;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Entries that are carried out together (FHIR R4 http 3.1.0.11): what is stored, then what is read;
 * references between them are those that the entries get.
 */
@Singleton
public class BundleTransaction {

  private final SearchParameters parameters;
  private final ResourceReader reader;
  private final Searches searches;
  private final BundleReferences links;
  private final ReferenceCheck references;
  private final Interactions interactions;
  private final Patching patching;
  private final Deletions deletions;
  private final Deposits deposits;
  private final IdSource ids;

  /** Over the same store as single interactions. */
  public BundleTransaction(
      SearchParameters parameters,
      ResourceReader reader,
      Searches searches,
      BundleReferences links,
      ReferenceCheck references,
      Interactions interactions,
      Patching patching,
      Deletions deletions,
      Deposits deposits,
      IdSource ids) {
    this.parameters = parameters;
    this.reader = reader;
    this.searches = searches;
    this.links = links;
    this.references = references;
    this.interactions = interactions;
    this.patching = patching;
    this.deletions = deletions;
    this.deposits = deposits;
    this.ids = ids;
  }

  /** An entry on its way. */
  private record Step(
      int number,
      HTTPVerb verb,
      String url,
      @Nullable Resource resource,
      @Nullable ResourceId id,
      boolean existing,
      @Nullable Integer expected,
      BundleEntryRequestComponent request) {

    String place() {
      return "Bundle.entry[" + number + "]";
    }
  }

  /**
   * Carries out entries in the current transaction.
   *
   * @param first the number of the first entry in its Bundle
   * @param base the address of the FHIR API
   * @throws BaseServerResponseException naming the entry that cannot be carried out
   */
  List<BundleEntryComponent> run(
      List<BundleEntryComponent> entries, int first, String base, Exchange exchange) {
    Map<String, ResourceId> addresses = new HashMap<>();
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      int number = first + i;
      BundleEntryComponent entry = entries.get(i);
      Step step = EntryRefusal.at(number, () -> step(entry, number, base, exchange));
      if (entry.hasFullUrl() && step.id() != null) {
        if (addresses.put(entry.getFullUrl(), step.id()) != null) {
          throw EntryRefusal.of(number, "fullUrl stands twice", "give each entry its own");
        }
      }
      steps.add(step);
    }
    BundleEntryComponent[] answers = new BundleEntryComponent[entries.size()];
    for (Step step : steps) {
      if (step.verb() == HTTPVerb.DELETE) {
        answers[step.number() - first] =
            EntryRefusal.at(step.number(), () -> delete(step, exchange));
      }
    }
    store(steps, first, addresses, base, exchange, answers);
    for (Step step : steps) {
      if (step.verb() == HTTPVerb.GET) {
        answers[step.number() - first] = EntryRefusal.at(step.number(), () -> get(step, base));
      }
    }
    return List.of(answers);
  }

  private Step step(BundleEntryComponent entry, int number, String base, Exchange exchange) {
    EntryRequests.check(entry);
    BundleEntryRequestComponent request = entry.getRequest();
    HTTPVerb verb = request.getMethod();
    String url = request.getUrl();
    if (verb == null || url == null) {
      throw new InvalidRequestException("the entry has no request.method or no request.url");
    }
    if (url.startsWith(base + "/")) {
      url = url.substring(base.length() + 1);
    }
    Integer expected = Interactions.version(request.getIfMatch());
    Resource resource = entry.getResource();
    return switch (verb) {
      case GET -> new Step(number, verb, url, null, null, false, null, request);
      case DELETE ->
          new Step(number, verb, url, null, deleted(url, base), false, expected, request);
      case PUT -> {
        ResourceId id = updated(url, resource, base);
        Resource put = typed(resource, id.type());
        put.setId(id.id());
        yield new Step(number, verb, url, put, id, false, expected, request);
      }
      case PATCH -> {
        ResourceId id = target(url, base);
        Resource patched = patching.patched(id, resource, expected, exchange);
        yield new Step(number, HTTPVerb.PUT, url, patched, id, false, null, request);
      }
      case POST -> {
        if (!parameters.serves(url)) {
          throw new InvalidRequestException("request.url is not a resource type of this server");
        }
        Resource post = typed(resource, url);
        Optional<ResourceId> existing = existing(request, url, base);
        yield new Step(
            number,
            verb,
            url,
            post,
            existing.orElseGet(() -> new ResourceId(request.getUrl(), ids.next().toString())),
            existing.isPresent(),
            null,
            request);
      }
      default -> throw new InvalidRequestException("request.method " + verb + " is not offered");
    };
  }

  private Optional<ResourceId> existing(
      BundleEntryRequestComponent request, String type, String base) {
    if (!request.hasIfNoneExist()) {
      return Optional.empty();
    }
    List<ResourceId> matches = searches.matches(type, request.getIfNoneExist(), base);
    if (matches.size() > 1) {
      throw Interactions.ambiguous(type);
    }
    return matches.stream().findFirst();
  }

  private ResourceId updated(String url, @Nullable Resource resource, String base) {
    int mark = url.indexOf('?');
    if (mark < 0) {
      return target(url, base);
    }
    String own = resource == null ? null : resource.getIdElement().getIdPart();
    return interactions.updated(served(url.substring(0, mark)), url, own, base);
  }

  private ResourceId target(String url, String base) {
    int mark = url.indexOf('?');
    if (mark >= 0) {
      return interactions.target(served(url.substring(0, mark)), null, url, base);
    }
    IdType id = new IdType(url);
    if (!id.hasIdPart()) {
      throw new InvalidRequestException("request.url is not Type/id and has no condition");
    }
    return new ResourceId(served(id.getResourceType()), id.getIdPart());
  }

  private @Nullable ResourceId deleted(String url, String base) {
    int mark = url.indexOf('?');
    return mark < 0
        ? target(url, base)
        : interactions.found(served(url.substring(0, mark)), null, url, base).orElse(null);
  }

  private String served(@Nullable String type) {
    if (type == null || !parameters.serves(type)) {
      throw new InvalidRequestException("request.url is not of a resource type of this server");
    }
    return type;
  }

  private static Resource typed(@Nullable Resource resource, String type) {
    if (resource == null || !resource.fhirType().equals(type)) {
      throw new InvalidRequestException("the entry's resource is not a " + type);
    }
    return resource;
  }

  private void store(
      List<Step> steps,
      int first,
      Map<String, ResourceId> addresses,
      String base,
      Exchange exchange,
      BundleEntryComponent[] answers) {
    Set<ResourceId> promised = new HashSet<>();
    List<Step> stored = new ArrayList<>();
    for (Step step : steps) {
      if (step.resource() == null || step.id() == null) {
        continue;
      }
      if (!promised.add(step.id()) && !step.existing()) {
        throw EntryRefusal.of(step.number(), "an entry before has the same id", "send one of them");
      }
      if (step.existing()) {
        FhirResource there = reader.read(step.id()).orElseThrow();
        answers[step.number() - first] = EntryAnswers.of(there, 200, null);
      } else {
        stored.add(step);
      }
    }
    List<Deposit> toStore = new ArrayList<>();
    for (Step step : stored) {
      Resource resource = step.resource();
      ResourceId id = step.id();
      if (resource == null || id == null) {
        continue;
      }
      EntryRefusal.at(
          step.number(),
          () -> {
            links.resolve(resource, addresses, base);
            references.check(resource, base, promised);
            return resource;
          });
      toStore.add(
          new Deposit(
              FhirResource.of(resource),
              id,
              step.verb() == HTTPVerb.PUT,
              step.expected(),
              step.place() + ".resource"));
    }
    List<Deposited> done = deposits.store(toStore, exchange);
    for (int i = 0; i < done.size(); i++) {
      Deposited deposited = done.get(i);
      answers[stored.get(i).number() - first] =
          EntryAnswers.of(deposited.resource(), deposited.created() ? 201 : 200, deposited.said());
    }
  }

  private BundleEntryComponent delete(Step step, Exchange exchange) {
    if (step.id() != null) {
      deletions.delete(step.id(), step.expected(), step.place(), exchange);
    }
    return EntryAnswers.of(204);
  }

  /** Whether who asks has this version already (FHIR R4 http 3.1.0.1.6). */
  private static boolean unchanged(Resource found, BundleEntryRequestComponent request) {
    if (request.hasIfNoneMatch()) {
      return ("W/\"" + found.getMeta().getVersionId() + "\"").equals(request.getIfNoneMatch());
    }
    return request.hasIfModifiedSince()
        && found.getMeta().hasLastUpdated()
        && !found
            .getMeta()
            .getLastUpdated()
            .toInstant()
            .isAfter(request.getIfModifiedSince().toInstant());
  }

  private BundleEntryComponent get(Step step, String base) {
    String url = step.url();
    String type = url.split("[?/]", 2)[0];
    if (!parameters.serves(type)) {
      throw new InvalidRequestException("request.url is not of a resource type of this server");
    }
    IdType id = new IdType(url);
    Resource found =
        !url.contains("?") && id.hasIdPart()
            ? interactions.read(id.getResourceType(), id)
            : searches.bundle(url, base);
    return unchanged(found, step.request())
        ? EntryAnswers.of(304)
        : EntryAnswers.found(found, base);
  }
}
