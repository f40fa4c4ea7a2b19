package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.search.ReferenceCheck;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.search.SearchParameters;
import org.einthoven.server.security.AccessRules;
import org.einthoven.server.security.Permission;
import org.einthoven.server.security.Requester;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;

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
  private final BundleSteps understood;
  private final Reads reads;
  private final Deletions deletions;
  private final Deposits deposits;
  private final AccessRules rules;

  /** Over the same store as single interactions. */
  public BundleTransaction(
      SearchParameters parameters,
      ResourceReader reader,
      Searches searches,
      BundleReferences links,
      ReferenceCheck references,
      BundleSteps understood,
      Reads reads,
      Deletions deletions,
      Deposits deposits,
      AccessRules rules) {
    this.rules = rules;
    this.parameters = parameters;
    this.reader = reader;
    this.searches = searches;
    this.links = links;
    this.references = references;
    this.understood = understood;
    this.reads = reads;
    this.deletions = deletions;
    this.deposits = deposits;
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
    List<BundleSteps.Step> steps = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      int number = first + i;
      BundleEntryComponent entry = entries.get(i);
      BundleSteps.Step step =
          EntryRefusal.at(number, () -> understood.of(entry, number, base, exchange));
      if (entry.hasFullUrl() && step.id() != null) {
        if (addresses.put(entry.getFullUrl(), step.id()) != null) {
          throw EntryRefusal.of(number, "fullUrl stands twice", "give each entry its own");
        }
      }
      steps.add(step);
    }
    BundleEntryComponent[] answers = new BundleEntryComponent[entries.size()];
    for (BundleSteps.Step step : steps) {
      if (step.verb() == HTTPVerb.DELETE) {
        answers[step.number() - first] =
            EntryRefusal.at(step.number(), () -> delete(step, exchange));
      }
    }
    store(steps, first, addresses, base, exchange, answers);
    for (BundleSteps.Step step : steps) {
      if (step.verb() == HTTPVerb.GET) {
        answers[step.number() - first] =
            EntryRefusal.at(step.number(), () -> get(step, base, exchange.requester()));
      }
    }
    return List.of(answers);
  }

  private void store(
      List<BundleSteps.Step> steps,
      int first,
      Map<String, ResourceId> addresses,
      String base,
      Exchange exchange,
      BundleEntryComponent[] answers) {
    Set<ResourceId> promised = new HashSet<>();
    List<BundleSteps.Step> stored = new ArrayList<>();
    for (BundleSteps.Step step : steps) {
      if (step.resource() == null || step.id() == null) {
        continue;
      }
      if (!promised.add(step.id()) && !step.existing()) {
        throw EntryRefusal.of(step.number(), "an entry before has the same id", "send one of them");
      }
      if (step.existing()) {
        rules.check(exchange.requester(), Permission.READ, step.id().type());
        FhirResource there = reader.read(step.id()).orElseThrow();
        answers[step.number() - first] = EntryAnswers.of(there, 200, null);
      } else {
        stored.add(step);
      }
    }
    List<Deposit> toStore = new ArrayList<>();
    for (BundleSteps.Step step : stored) {
      Resource resource = step.resource();
      ResourceId id = step.id();
      if (resource == null || id == null) {
        continue;
      }
      EntryRefusal.at(
          step.number(),
          () -> {
            links.resolve(resource, addresses, base, exchange.requester());
            ReferenceCheck.relative(resource, base);
            rules.checkWrite(
                exchange.requester(), id, step.verb() == HTTPVerb.PUT, resource, promised);
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

  private BundleEntryComponent delete(BundleSteps.Step step, Exchange exchange) {
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

  private BundleEntryComponent get(BundleSteps.Step step, String base, Requester who) {
    String url = step.url();
    String type = url.split("[?/]", 2)[0];
    if (!parameters.serves(type)) {
      throw new InvalidRequestException("request.url is not of a resource type of this server");
    }
    IdType id = new IdType(url);
    Resource found =
        !url.contains("?") && id.hasIdPart() && id.hasResourceType()
            ? reads.read(id.getResourceType(), id, who)
            : searches.bundle(url, base, who);
    return unchanged(found, step.request())
        ? EntryAnswers.of(304)
        : EntryAnswers.found(found, base);
  }
}
