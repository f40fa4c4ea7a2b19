package org.einthoven.server.api;

import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.inject.Singleton;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;

/** What is asked of the whole server. */
@Singleton
public class SystemProvider {

  private final Bundles bundles;
  private final Reads reads;

  /** With what carries Bundles out, and histories. */
  public SystemProvider(Bundles bundles, Reads reads) {
    this.bundles = bundles;
    this.reads = reads;
  }

  /** All versions of all resources, the newest first. */
  @History
  public IBundleProvider history(@Count @Nullable Integer count, ServletRequestDetails request) {
    return reads.history(null, null, count, request);
  }

  /** A transaction or a batch. */
  @Transaction
  public Bundle bundle(@TransactionParam Bundle bundle, ServletRequestDetails request) {
    return bundles.run(
        bundle, request.getFhirServerBase(), Exchange.of(request.getServletRequest()));
  }
}
