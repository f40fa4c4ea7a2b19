package org.einthoven.server.api;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.UnsignedIntType;

/**
 * Leaves {@code Bundle.total} out where the matches were not counted to their end. HAPI would say
 * the size of the page there, which is another number.
 */
@Interceptor
public class Uncounted {

  private static final String MARK = "einthoven-uncounted";

  static void mark(Bundle bundle) {
    bundle.setUserData(MARK, true);
  }

  /** Takes out what HAPI put in. */
  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void takeOut(IBaseResource response) {
    if (response instanceof Bundle bundle && bundle.hasUserData(MARK)) {
      bundle.setTotalElement(new UnsignedIntType());
    }
  }
}
