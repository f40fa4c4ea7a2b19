package org.einthoven.server.api;

import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.search.ReferenceCheck;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.StoredVersion;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What the FHIR interactions do, whatever the type. Writes run in the transaction of their
 * exchange.
 */
@Singleton
public class Interactions {

  private final ResourceStore store;
  private final ResourceReader reader;
  private final ReferenceCheck references;
  private final Searches searches;
  private final Deposits deposits;
  private final ReportPictures pictures;
  private final IdSource ids;

  /** Over the store and its search. */
  public Interactions(
      ResourceStore store,
      ResourceReader reader,
      ReferenceCheck references,
      Searches searches,
      Deposits deposits,
      ReportPictures pictures,
      IdSource ids) {
    this.store = store;
    this.reader = reader;
    this.references = references;
    this.searches = searches;
    this.deposits = deposits;
    this.pictures = pictures;
    this.ids = ids;
  }

  Resource read(String type, IdType id) {
    ResourceId key = new ResourceId(type, id.getIdPart());
    Optional<StoredVersion> found =
        id.hasVersionIdPart() ? version(key, id.getVersionIdPart()) : store.current(key);
    if (found.isEmpty() && ReportPictures.isPicture(type, id.getIdPart())) {
      return pictures.read(id);
    }
    StoredVersion version = found.orElseThrow(() -> new ResourceNotFoundException(id));
    if (version.deleted()) {
      throw new ResourceGoneException(id);
    }
    return ResourceReader.resource(version).resource();
  }

  private Optional<StoredVersion> version(ResourceId key, String number) {
    try {
      return store.version(key, Integer.parseInt(number));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  IBundleProvider history(String type, IdType id) {
    List<StoredVersion> versions = store.history(new ResourceId(type, id.getIdPart()));
    if (versions.isEmpty()) {
      throw new ResourceNotFoundException(id);
    }
    return Histories.of(versions);
  }

  MethodOutcome create(
      String type, Resource resource, @Nullable String condition, ServletRequestDetails request) {
    checkType(type, resource);
    if (condition != null) {
      List<ResourceId> matches = searches.matches(type, condition, request.getFhirServerBase());
      if (matches.size() > 1) {
        throw ambiguous(type);
      }
      if (matches.size() == 1) {
        return outcome(reader.read(matches.get(0)).orElseThrow(), false);
      }
    }
    ResourceId id = new ResourceId(type, ids.next().toString());
    return deposit(resource, id, false, null, request);
  }

  MethodOutcome update(String type, IdType id, Resource resource, ServletRequestDetails request) {
    checkType(type, resource);
    String own = resource.getIdElement().getIdPart();
    if (own == null || !own.equals(id.getIdPart())) {
      throw new InvalidRequestException(
          "the resource's id is not that of the address: put " + id.getIdPart() + " into id");
    }
    return deposit(
        resource, new ResourceId(type, id.getIdPart()), true, expected(request), request);
  }

  private MethodOutcome deposit(
      Resource resource,
      ResourceId id,
      boolean put,
      @Nullable Integer expected,
      ServletRequestDetails request) {
    references.check(resource, request.getFhirServerBase(), Set.of(id));
    Deposit deposit = new Deposit(FhirResource.of(resource), id, put, expected, id.type());
    return outcome(
        deposits.store(List.of(deposit), Exchange.of(request.getServletRequest())).get(0), request);
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
      throw new InvalidRequestException("If-Match is not a version: send it as W/\"3\"");
    }
  }

  static PreconditionFailedException ambiguous(String type) {
    return new PreconditionFailedException(
        "the condition matches more than one " + type + ": make it narrower");
  }

  private static void checkType(String type, @Nullable Resource resource) {
    if (resource == null) {
      throw new InvalidRequestException("the body is empty: send one " + type);
    }
    if (!resource.fhirType().equals(type)) {
      throw new InvalidRequestException(
          "the body is a " + resource.fhirType() + ": send it to /fhir/" + resource.fhirType());
    }
  }

  private static MethodOutcome outcome(Deposited deposited, ServletRequestDetails request) {
    MethodOutcome outcome = outcome(deposited.resource(), deposited.created());
    FhirResource said = deposited.said();
    if (said != null) {
      outcome.setOperationOutcome((org.hl7.fhir.r4.model.OperationOutcome) said.resource());
    }
    if (deposited.repeat()) {
      Exchange.of(request.getServletRequest()).repeats(deposited.resource().reference());
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
