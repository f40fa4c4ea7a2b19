package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.einthoven.server.search.SearchParameters;
import org.einthoven.server.security.AccessRules;
import org.einthoven.server.security.Permission;
import org.einthoven.server.security.Requester;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Understands the entries of a transaction or batch: which resource each reads or writes. */
@Singleton
public class BundleSteps {

  private final SearchParameters parameters;
  private final Searches searches;
  private final Interactions interactions;
  private final Patching patching;
  private final IdSource ids;
  private final AccessRules rules;

  /** By what is stored. */
  public BundleSteps(
      SearchParameters parameters,
      Searches searches,
      Interactions interactions,
      Patching patching,
      IdSource ids,
      AccessRules rules) {
    this.rules = rules;
    this.parameters = parameters;
    this.searches = searches;
    this.interactions = interactions;
    this.patching = patching;
    this.ids = ids;
  }

  /**
   * An entry on its way.
   *
   * @param id what it writes, null where it reads or nothing meets its condition
   * @param existing whether a conditional create found it
   */
  record Step(
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
   * What an entry asks for.
   *
   * @param number of the entry in its Bundle
   * @param base the address of the FHIR API
   */
  Step of(BundleEntryComponent entry, int number, String base, Exchange exchange) {
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
    Requester who = exchange.requester();
    return switch (verb) {
      case GET -> new Step(number, verb, url, null, null, false, null, request);
      case DELETE ->
          new Step(number, verb, url, null, deleted(url, base, who), false, expected, request);
      case PUT -> {
        ResourceId id = updated(url, resource, base, who);
        Resource put = typed(resource, id.type());
        put.setId(id.id());
        yield new Step(number, verb, url, put, id, false, expected, request);
      }
      case PATCH -> {
        ResourceId id = target(url, base, who);
        rules.checkPatch(who, id);
        Resource patched = patching.patched(id, resource, expected, exchange);
        yield new Step(number, HTTPVerb.PUT, url, patched, id, false, null, request);
      }
      case POST -> {
        if (!parameters.serves(url)) {
          throw new InvalidRequestException("request.url is not a resource type of this server");
        }
        Resource post = typed(resource, url);
        rules.check(who, Permission.CREATE, url);
        Optional<ResourceId> existing = existing(request, url, base, who);
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
      BundleEntryRequestComponent request, String type, String base, Requester who) {
    if (!request.hasIfNoneExist()) {
      return Optional.empty();
    }
    List<ResourceId> matches = searches.matches(type, request.getIfNoneExist(), base, who);
    if (matches.size() > 1) {
      throw Interactions.ambiguous(type);
    }
    return matches.stream().findFirst();
  }

  private ResourceId updated(String url, @Nullable Resource resource, String base, Requester who) {
    int mark = url.indexOf('?');
    if (mark < 0) {
      return target(url, base, who);
    }
    String own = resource == null ? null : resource.getIdElement().getIdPart();
    return interactions.updated(served(url.substring(0, mark)), url, own, base, who);
  }

  private ResourceId target(String url, String base, Requester who) {
    int mark = url.indexOf('?');
    if (mark >= 0) {
      return interactions.target(served(url.substring(0, mark)), null, url, base, who);
    }
    IdType id = new IdType(url);
    if (!id.hasIdPart()) {
      throw new InvalidRequestException("request.url is not Type/id and has no condition");
    }
    return new ResourceId(served(id.getResourceType()), id.getIdPart());
  }

  private @Nullable ResourceId deleted(String url, String base, Requester who) {
    int mark = url.indexOf('?');
    if (mark >= 0) {
      rules.check(who, Permission.DELETE, served(url.substring(0, mark)));
    }
    return mark < 0
        ? target(url, base, who)
        : interactions.found(served(url.substring(0, mark)), null, url, base, who).orElse(null);
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
}
