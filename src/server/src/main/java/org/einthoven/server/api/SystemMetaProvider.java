package org.einthoven.server.api;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.inject.Singleton;
import java.util.Set;
import org.hl7.fhir.r4.model.Parameters;

/** {@code $meta} of the whole server. */
@Singleton
public class SystemMetaProvider implements OperationProvider {

  private final Labels labels;

  /** Over what is stored. */
  public SystemMetaProvider(Labels labels) {
    this.labels = labels;
  }

  /** The labels of all resources. */
  @Description("The profiles, tags and security labels that resources of this server have")
  @Operation(name = "$meta", idempotent = true, canonicalUrl = OperationCanonical.META)
  public Parameters meta(ServletRequestDetails request) {
    OperationArguments.of(request, Set.of());
    return labels.inUse(null);
  }
}
