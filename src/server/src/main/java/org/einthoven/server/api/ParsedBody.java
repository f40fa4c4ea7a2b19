package org.einthoven.server.api;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.einthoven.fhir.FhirResource;

/** Hands HAPI the resource that was parsed strictly before, so that no body is parsed twice. */
@Interceptor
public final class ParsedBody {

  /** Before HAPI looks for the method. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
  public boolean handOver(ServletRequestDetails request) {
    FhirResource parsed = Exchange.of(request.getServletRequest()).parsed();
    if (parsed != null) {
      request.setResource(parsed.resource());
    }
    return true;
  }
}
