package org.einthoven.server.api;

import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.search.BadRequest;
import org.einthoven.server.search.ReferenceCheck;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.security.AccessRules;
import org.einthoven.server.security.Permission;
import org.einthoven.server.security.Requester;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What creates, updates, patches, deletions and searches do, whatever the type. Writes run in the
 * transaction of their exchange. {@link Reads} reads.
 */
@Singleton
public class Interactions {

  private final ResourceReader reader;
  private final ReferenceCheck references;
  private final Searches searches;
  private final Deposits deposits;
  private final Patching patching;
  private final Deletions deletions;
  private final IdSource ids;
  private final AccessRules rules;

  /** Over the store and its search. */
  public Interactions(
      ResourceReader reader,
      ReferenceCheck references,
      Searches searches,
      Deposits deposits,
      Patching patching,
      Deletions deletions,
      IdSource ids,
      AccessRules rules) {
    this.rules = rules;
    this.reader = reader;
    this.references = references;
    this.searches = searches;
    this.deposits = deposits;
    this.patching = patching;
    this.deletions = deletions;
    this.ids = ids;
  }

  MethodOutcome create(
      String type, Resource resource, @Nullable String condition, ServletRequestDetails request) {
    checkType(type, resource);
    Requester who = Exchange.of(request).requester();
    rules.check(who, Permission.CREATE, type);
    if (condition != null) {
      List<ResourceId> matches =
          searches.matches(type, condition, request.getFhirServerBase(), who);
      if (matches.size() > 1) {
        throw ambiguous(type);
      }
      if (matches.size() == 1) {
        rules.check(who, Permission.READ, type);
        return outcome(reader.read(matches.get(0)).orElseThrow(), false);
      }
    }
    ResourceId id = new ResourceId(type, ids.next().toString());
    return deposit(resource, id, false, null, request);
  }

  MethodOutcome update(
      String type,
      @Nullable IdType id,
      Resource resource,
      @Nullable String condition,
      ServletRequestDetails request) {
    checkType(type, resource);
    String own = Exchange.of(request).sentId();
    Requester who = Exchange.of(request).requester();
    rules.check(who, Permission.UPDATE, type);
    if (condition != null) {
      ResourceId target = updated(type, condition, own, request.getFhirServerBase(), who);
      resource.setId(target.id());
      return deposit(resource, target, true, expected(request), request);
    }
    if (own == null || id == null || !own.equals(id.getIdPart())) {
      throw BadRequest.of(
          "the resource's id is not that of the address",
          type + ".id",
          "put the address's into id");
    }
    return deposit(
        resource, new ResourceId(type, id.getIdPart()), true, expected(request), request);
  }

  /**
   * What a conditional update changes (FHIR R4 http 3.1.0.4.3): the one that matches, or else a new
   * one under its own id or the server's.
   *
   * @param own the id in the resource, null where there is none
   */
  ResourceId updated(
      String type, String condition, @Nullable String own, String base, Requester who) {
    List<ResourceId> matches = searches.matches(type, condition, base, who);
    if (matches.size() > 1) {
      throw ambiguous(type);
    }
    if (matches.size() == 1) {
      if (own != null && !own.equals(matches.get(0).id())) {
        throw BadRequest.of(
            "the resource's id is not that of the one that meets the condition",
            type + ".id",
            "leave it out");
      }
      return matches.get(0);
    }
    if (own == null) {
      return new ResourceId(type, ids.next().toString());
    }
    ResourceId named = new ResourceId(type, own);
    rules.checkNamed(who, named);
    if (reader.exists(named)) {
      throw Refusing.conflict(
          "the resource of this id does not meet the condition",
          type + ".id",
          "leave the id out, or update that resource by its address");
    }
    return named;
  }

  /** The one that a condition of a patch or a deletion names. */
  ResourceId target(
      String type, @Nullable IdType id, @Nullable String condition, String base, Requester who) {
    return found(type, id, condition, base, who)
        .orElseThrow(() -> new ResourceNotFoundException("no " + type + " meets the condition"));
  }

  /**
   * What a deletion names; empty where nothing meets its condition: it is done already then (FHIR
   * R4 http 3.1.0.7.1), alone as in a Bundle.
   */
  Optional<ResourceId> found(
      String type, @Nullable IdType id, @Nullable String condition, String base, Requester who) {
    if (condition == null) {
      return Optional.of(new ResourceId(type, Objects.requireNonNull(id).getIdPart()));
    }
    List<ResourceId> matches = searches.matches(type, condition, base, who);
    if (matches.size() > 1) {
      throw ambiguous(type);
    }
    return matches.stream().findFirst();
  }

  MethodOutcome patch(
      String type, @Nullable IdType id, @Nullable String condition, ServletRequestDetails request) {
    Exchange exchange = Exchange.of(request);
    rules.check(exchange.requester(), Permission.UPDATE, type);
    ResourceId target =
        target(type, id, condition, request.getFhirServerBase(), exchange.requester());
    rules.checkPatch(exchange.requester(), target);
    FhirResource parsed = exchange.parsed();
    Binary raw = new Binary();
    raw.setContentType(exchange.body().mediaType());
    raw.setContent(exchange.body().bytes());
    Resource body = parsed == null ? raw : parsed.resource();
    Resource patched = patching.patched(target, body, expected(request), exchange);
    return deposit(patched, target, true, null, request);
  }

  MethodOutcome delete(
      String type, @Nullable IdType id, @Nullable String condition, ServletRequestDetails request) {
    Exchange exchange = Exchange.of(request);
    rules.check(exchange.requester(), Permission.DELETE, type);
    found(type, id, condition, request.getFhirServerBase(), exchange.requester())
        .ifPresent(target -> deletions.delete(target, expected(request), type, exchange));
    return new MethodOutcome();
  }

  private MethodOutcome deposit(
      Resource resource,
      ResourceId id,
      boolean put,
      @Nullable Integer expected,
      ServletRequestDetails request) {
    ReferenceCheck.relative(resource, request.getFhirServerBase());
    // First who may: what is not there is told to them alone.
    rules.checkWrite(Exchange.of(request).requester(), id, put, resource, Set.of());
    references.check(resource, request.getFhirServerBase(), Set.of(id));
    Deposit deposit = new Deposit(FhirResource.of(resource), id, put, expected, id.type());
    return outcome(deposits.store(List.of(deposit), Exchange.of(request)).get(0), request);
  }

  Bundle search(String type, ServletRequestDetails request) {
    return searches.bundle(type, request);
  }

  /** The version of an If-Match header. */
  private static @Nullable Integer expected(ServletRequestDetails request) {
    return version(request.getHeader("If-Match"));
  }

  /** The version that an entity tag names, null for any. */
  static @Nullable Integer version(@Nullable String header) {
    if (header == null || header.isBlank() || header.strip().equals("*")) {
      return null;
    }
    String digits = header.strip().replaceFirst("^W/", "").replace("\"", "");
    try {
      return Integer.valueOf(digits);
    } catch (NumberFormatException e) {
      throw BadRequest.of("If-Match is no version", "http.If-Match", "send it as W/\"3\"");
    }
  }

  static PreconditionFailedException ambiguous(String type) {
    return new PreconditionFailedException(
        "the condition matches more than one " + type + ": make it narrower");
  }

  private static void checkType(String type, @Nullable Resource resource) {
    if (resource == null) {
      throw BadRequest.of("the body is empty", "body", "send one " + type);
    }
    if (!resource.fhirType().equals(type)) {
      throw BadRequest.of(
          "the body is of type " + resource.fhirType() + ", the address of " + type,
          resource.fhirType(),
          "send it to /fhir/" + resource.fhirType());
    }
  }

  private static MethodOutcome outcome(Deposited deposited, ServletRequestDetails request) {
    MethodOutcome outcome = outcome(deposited.resource(), deposited.created());
    FhirResource said = deposited.said();
    outcome.setOperationOutcome(said == null ? Said.stored() : (OperationOutcome) said.resource());
    if (deposited.repeat()) {
      Exchange.of(request).repeats(deposited.resource().reference());
    }
    return outcome;
  }

  private static MethodOutcome outcome(FhirResource resource, boolean created) {
    MethodOutcome outcome = new MethodOutcome();
    outcome.setCreated(created);
    outcome.setResource(resource.resource());
    outcome.setId(resource.resource().getIdElement());
    return outcome;
  }
}
