package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.FhirText;
import org.einthoven.fhir.Outcomes;
import org.einthoven.fhir.ParsedFhir;
import org.einthoven.fhir.validation.Finding;
import org.einthoven.fhir.validation.OwnDefinitions;
import org.einthoven.fhir.validation.ProfileValidator;
import org.einthoven.fhir.validation.ValidationOutcome;
import org.einthoven.server.search.ReferenceCheck;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;

/**
 * {@code $validate} (FHIR R4, Resource $validate): whether a resource is valid, and by the mode
 * also whether it could be stored or deleted. Nothing is stored.
 */
@Singleton
public class Validating {

  private static final int FAULT = 500;

  /** Ends a rehearsal, so that nothing of it stays. */
  private static final class Rehearsed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Validation validation;
  private final ResourceReader reader;
  private final ReferenceCheck references;
  private final Deposits deposits;
  private final Deletions deletions;
  private final Faults faults;
  private final IdSource ids;

  /** With what would store. */
  public Validating(
      Validation validation,
      ResourceReader reader,
      ReferenceCheck references,
      Deposits deposits,
      Deletions deletions,
      Faults faults,
      IdSource ids) {
    this.validation = validation;
    this.reader = reader;
    this.references = references;
    this.deposits = deposits;
    this.deletions = deletions;
    this.faults = faults;
    this.ids = ids;
  }

  /**
   * Answers with every issue.
   *
   * @param id of the address, null where it names the type only
   */
  OperationOutcome validate(String type, @Nullable IdType id, ServletRequestDetails request) {
    ValidationRequest asked;
    try {
      asked = ValidationRequest.of(request);
    } catch (ValidationRequest.NotR4Exception e) {
      return (OperationOutcome) Outcomes.refused(e.refusal()).resource();
    }
    asked.profiles().forEach(profile -> checkProfile(type, profile));
    String mode = asked.mode();
    JsonNode resource = asked.resource();
    if (mode.equals("delete")) {
      return outcome(List.of(), deletable(type, named(id, mode), request));
    }
    if (mode.equals("profile") && (resource != null || asked.profiles().isEmpty())) {
      throw Refusing.invalidParameter(
          "mode",
          "profile is for a stored resource and a profile",
          "send it to /fhir/TYPE/ID/$validate with the profile alone");
    }
    if (resource == null) {
      resource = stored(type, named(id, mode));
    } else {
      checkType(type, resource);
    }
    List<OperationOutcome> more =
        mode.equals("create") || mode.equals("update")
            ? storable(type, id, mode, resource, request)
            : List.of();
    return outcome(validation.findings(ValidationRequest.text(resource), asked.profiles()), more);
  }

  private static OperationOutcome outcome(List<Finding> findings, List<OperationOutcome> more) {
    OperationOutcome outcome = (OperationOutcome) ValidationOutcome.of(findings).resource();
    if (findings.isEmpty() && !more.isEmpty()) {
      outcome.getIssue().clear();
    }
    more.forEach(other -> other.getIssue().forEach(outcome::addIssue));
    return outcome;
  }

  private static IdType named(@Nullable IdType id, String mode) {
    if (id == null) {
      throw Refusing.invalidParameter(
          mode.isEmpty() ? "resource" : "mode",
          "needs a resource",
          "send the resource in the body, or ask /fhir/TYPE/ID/$validate of a stored one");
    }
    return id;
  }

  private JsonNode stored(String type, IdType id) {
    // In a transaction of its own: none is open while the validator works.
    return QuarkusTransaction.requiringNew()
        .call(() -> reader.read(new ResourceId(type, id.getIdPart())))
        .map(found -> ValidationRequest.tree(found.json()))
        .orElseThrow(() -> new ResourceNotFoundException(id));
  }

  private static void checkType(String type, JsonNode resource) {
    String sent = resource.path("resourceType").asText();
    if (!sent.equals(type)) {
      throw Refusing.invalidParameter(
          "resource", "is no " + type, "send it to /fhir/TYPE/$validate of its own type");
    }
  }

  private static void checkProfile(String type, String profile) {
    String on =
        ProfileValidator.shared()
            .typeOf(profile)
            .orElseThrow(
                () ->
                    Refusing.invalidParameter(
                        "profile",
                        "is not known here",
                        "send a profile of R4, or one of "
                            + String.join(", ", OwnDefinitions.profilesOn(type))));
    if (!on.equals(type)) {
      throw Refusing.invalidParameter(
          "profile", "is on " + on + " and not on " + type, "send a profile on " + type);
    }
  }

  /** What a create or an update would be refused with, besides its content. */
  private List<OperationOutcome> storable(
      String type,
      @Nullable IdType address,
      String mode,
      JsonNode resource,
      ServletRequestDetails request) {
    ParsedFhir parsed =
        FhirText.readJson(ValidationRequest.text(resource).getBytes(StandardCharsets.UTF_8));
    if (!(parsed instanceof ParsedFhir.Parsed read)) {
      // What is wrong with its form is among the findings.
      return List.of();
    }
    FhirResource sent = read.resource();
    boolean put = mode.equals("update");
    String own = address == null ? sent.id() : address.getIdPart();
    if (put && (own.isEmpty() || !own.equals(sent.id()))) {
      return List.of(
          refusal(
              Refusing.invalid(
                  "an update needs the id of what it changes",
                  type + ".id",
                  "put the id, that of the address, into the resource")));
    }
    ResourceId target = new ResourceId(type, put ? own : ids.next().toString());
    return rehearsed(
        () -> {
          references.check(sent.resource(), request.getFhirServerBase(), Set.of(target));
          deposits.check(List.of(new Deposit(sent, target, put, null, type)));
        });
  }

  private List<OperationOutcome> deletable(String type, IdType id, ServletRequestDetails request) {
    return rehearsed(
        () ->
            deletions.delete(
                new ResourceId(type, id.getIdPart()), null, type, Exchange.of(request)));
  }

  /** Does it in a transaction that is rolled back, and says what it would be refused with. */
  private List<OperationOutcome> rehearsed(Runnable write) {
    List<OperationOutcome> refusals = new ArrayList<>();
    try {
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                write.run();
                throw new Rehearsed();
              });
    } catch (Rehearsed done) {
      return refusals;
    } catch (RuntimeException e) {
      BaseServerResponseException answer = faults.answer(e);
      if (answer.getStatusCode() >= FAULT || answer instanceof ResourceNotFoundException) {
        throw answer;
      }
      refusals.add(refusal(answer));
    }
    return refusals;
  }

  private static OperationOutcome refusal(BaseServerResponseException answer) {
    if (answer.getOperationOutcome() instanceof OperationOutcome outcome) {
      return outcome;
    }
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(OperationOutcome.IssueSeverity.ERROR)
        .setCode(OperationOutcome.IssueType.PROCESSING)
        .setDiagnostics(answer.getMessage());
    return outcome;
  }
}
