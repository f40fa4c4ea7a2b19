package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
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

  /**
   * Carries a Bundle out.
   *
   * @param base the address of the FHIR API
   */
  Bundle run(Bundle bundle, String base, Exchange exchange) {
    if (bundle.getType() == BundleType.TRANSACTION) {
      Bundle answer = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
      transaction.run(bundle.getEntry(), 0, base, exchange).forEach(answer::addEntry);
      return answer;
    }
    if (bundle.getType() == BundleType.BATCH) {
      return batch(bundle, base, exchange);
    }
    throw new InvalidRequestException(
        "Bundle.type is neither transaction nor batch: send one of these to the base address");
  }

  private Bundle batch(Bundle bundle, String base, Exchange exchange) {
    Bundle answer = new Bundle().setType(BundleType.BATCHRESPONSE);
    List<BundleEntryComponent> entries = bundle.getEntry();
    for (int i = 0; i < entries.size(); i++) {
      answer.addEntry(alone(entries.get(i), i, base, exchange));
    }
    return answer;
  }

  private BundleEntryComponent alone(
      BundleEntryComponent entry, int number, String base, Exchange exchange) {
    try {
      return QuarkusTransaction.requiringNew()
          .call(() -> transaction.run(List.of(entry), number, base, exchange).get(0));
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
