package org.einthoven.server.api;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.search.BadRequest;
import org.hl7.fhir.r4.model.Bundle;

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

  /**
   * Before HAPI hands the body to what carries Bundles out.
   *
   * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException where it is another resource
   */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void check(ServletRequestDetails request) {
    if (request.getRestOperationType() == RestOperationTypeEnum.TRANSACTION
        && request.getResource() != null
        && !(request.getResource() instanceof Bundle)) {
      String type = request.getResource().fhirType();
      throw BadRequest.of(
          "the body is of type " + type + ", and this address takes Bundles",
          type,
          "send it to /fhir/" + type + ", or in a Bundle");
    }
  }
}
