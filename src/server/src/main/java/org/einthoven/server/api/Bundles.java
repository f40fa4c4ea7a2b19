package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.OperationOutcome;

/** Carries out transactions, whole or not at all, and batches, each entry for itself. */
@Singleton
public class Bundles {

  private final BundleTransaction transaction;
  private final Faults faults;

  /** With what carries out entries together. */
  public Bundles(BundleTransaction transaction, Faults faults) {
    this.transaction = transaction;
    this.faults = faults;
  }

  Bundle run(Bundle bundle, ServletRequestDetails request) {
    if (bundle.getType() == BundleType.TRANSACTION) {
      Bundle answer = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
      transaction
          .run(bundle.getEntry(), 0, request, Exchange.of(request.getServletRequest()))
          .forEach(answer::addEntry);
      return answer;
    }
    if (bundle.getType() == BundleType.BATCH) {
      return batch(bundle, request);
    }
    throw new InvalidRequestException(
        "Bundle.type is neither transaction nor batch: send one of these to the base address");
  }

  private Bundle batch(Bundle bundle, ServletRequestDetails request) {
    Bundle answer = new Bundle().setType(BundleType.BATCHRESPONSE);
    List<BundleEntryComponent> entries = bundle.getEntry();
    for (int i = 0; i < entries.size(); i++) {
      answer.addEntry(alone(entries.get(i), i, request));
    }
    return answer;
  }

  private BundleEntryComponent alone(
      BundleEntryComponent entry, int number, ServletRequestDetails request) {
    try {
      return QuarkusTransaction.requiringNew()
          .call(
              () ->
                  transaction
                      .run(
                          List.of(entry), number, request, Exchange.of(request.getServletRequest()))
                      .get(0));
    } catch (RuntimeException thrown) {
      BaseServerResponseException e = faults.answer(thrown);
      BundleEntryComponent refused = new BundleEntryComponent();
      refused
          .getResponse()
          .setStatus(Integer.toString(e.getStatusCode()))
          .setOutcome((OperationOutcome) e.getOperationOutcome());
      return refused;
    }
  }
}
