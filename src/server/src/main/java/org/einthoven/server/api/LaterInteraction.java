package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Supplier;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.security.Requester;
import org.einthoven.server.store.async.AsyncInteractions;
import org.einthoven.server.store.async.Interaction;
import org.einthoven.server.store.async.InteractionLease;
import org.einthoven.server.store.async.InteractionLostException;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;

/**
 * Carries out one interaction in the background. Its answer is kept as a batch-response with one
 * entry (FHIR R5, async-bundle): its status, and what it answers or an OperationOutcome. What a
 * transaction stores commits together with its answer, or not at all.
 */
@Singleton
public class LaterInteraction {

  private static final int LONGEST_SECONDS = 600;
  private static final int FAULT = 500;

  private final AsyncInteractions kept;
  private final Reads reads;
  private final Searches searches;
  private final Bundles bundles;
  private final LaterOperation operations;
  private final LaterWrite writes;
  private final LaterHistory pages;
  private final Faults faults;

  /** With what carries the same out at once. */
  public LaterInteraction(
      AsyncInteractions kept,
      Reads reads,
      Searches searches,
      Bundles bundles,
      LaterOperation operations,
      LaterWrite writes,
      LaterHistory pages,
      Faults faults) {
    this.kept = kept;
    this.reads = reads;
    this.searches = searches;
    this.bundles = bundles;
    this.operations = operations;
    this.writes = writes;
    this.pages = pages;
    this.faults = faults;
  }

  /**
   * Runs it to its end.
   *
   * @throws InteractionLostException when it was cancelled or claimed by another; nothing is kept
   * @throws RuntimeException where the server failed, so that it may be tried again
   */
  void run(InteractionLease lease) {
    Interaction asked = lease.interaction();
    try {
      inTransaction(() -> answered(asked, lease), lease);
    } catch (InteractionLostException e) {
      throw e;
    } catch (RuntimeException thrown) {
      BaseServerResponseException refusal = faults.answer(thrown);
      if (refusal.getStatusCode() >= FAULT && asked.again()) {
        throw thrown;
      }
      inTransaction(() -> refused(refusal), lease);
    }
  }

  private void inTransaction(Supplier<BundleEntryComponent> answering, InteractionLease lease) {
    QuarkusTransaction.requiringNew()
        .timeout(LONGEST_SECONDS)
        .run(
            () -> {
              Bundle answer = new Bundle().setType(BundleType.BATCHRESPONSE);
              answer.addEntry(answering.get());
              kept.done(lease, FhirResource.of(answer).json());
            });
  }

  private BundleEntryComponent answered(Interaction asked, InteractionLease lease) {
    Exchange exchange = exchange(asked, requester(lease));
    return LaterWrite.is(asked)
        ? writes.run(asked, exchange)
        : EntryAnswers.found(answer(asked, exchange), asked.base());
  }

  private Resource answer(Interaction asked, Exchange exchange) {
    FhirResource body = exchange.parsed();
    if (LaterOperation.is(asked)) {
      return operations.run(asked, exchange);
    }
    if (body != null) {
      return bundles.run((Bundle) body.resource(), asked.base(), exchange);
    }
    if (LaterHistory.is(asked)) {
      return pages.run(asked, exchange);
    }
    if (asked.address().contains("?")) {
      return searches.bundle(asked.address(), asked.lenient(), asked.base(), exchange.requester());
    }
    IdType id = new IdType(asked.address());
    return reads.read(id.getResourceType(), id, exchange.requester());
  }

  /** With the rights they had when they asked; before there was a login they had all. */
  private static Requester requester(InteractionLease lease) {
    String permissions = lease.permissions();
    return permissions == null ? Requester.open(lease.requester()) : Requester.ofText(permissions);
  }

  private static Exchange exchange(Interaction asked, Requester requester) {
    byte[] bytes = asked.body();
    // What is to be validated may break any rule, and a JSON Patch is no resource.
    if (bytes.length == 0
        || asked.address().contains("/$validate")
        || asked.mediaType().equals(MediaTypes.JSON_PATCH)) {
      return Exchange.later(new InboundBody(bytes, asked.mediaType(), Map.of()), requester);
    }
    try {
      FhirBody body = FhirBody.read(bytes, asked.mediaType());
      Exchange exchange =
          Exchange.later(new InboundBody(bytes, asked.mediaType(), body.waveforms()), requester);
      exchange.parsed(body.resource());
      return exchange;
    } catch (RefusedRequestException e) {
      throw new IllegalStateException("the body was read when it was accepted", e);
    }
  }

  private static BundleEntryComponent refused(BaseServerResponseException refusal) {
    BundleEntryComponent entry = EntryAnswers.of(refusal.getStatusCode());
    entry.getResponse().setOutcome((OperationOutcome) refusal.getOperationOutcome());
    return entry;
  }
}
