package org.einthoven.server.api;

import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.inject.Singleton;
import org.hl7.fhir.r4.model.Bundle;

/** What is asked of the whole server. */
@Singleton
public class SystemProvider {

  private final Bundles bundles;

  /** With what carries Bundles out. */
  public SystemProvider(Bundles bundles) {
    this.bundles = bundles;
  }

  /** A transaction or a batch. */
  @Transaction
  public Bundle bundle(@TransactionParam Bundle bundle, ServletRequestDetails request) {
    return bundles.run(bundle, request);
  }
}
