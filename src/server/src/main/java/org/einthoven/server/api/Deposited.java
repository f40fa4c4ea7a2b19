package org.einthoven.server.api;

import org.einthoven.fhir.FhirResource;
import org.einthoven.server.intake.Registration;
import org.jspecify.annotations.Nullable;

/**
 * What came of a deposit.
 *
 * @param resource as stored, or as it was there before
 * @param repeat whether its recording was there before, so that nothing was stored
 * @param said an OperationOutcome for who asks for one, null where there is nothing to say
 * @param registration its recording, null where it is none
 * @param report the report that it cannot be assessed, null where it can
 */
record Deposited(
    FhirResource resource,
    boolean created,
    boolean repeat,
    @Nullable FhirResource said,
    @Nullable Registration registration,
    @Nullable FhirResource report) {

  /** A resource that is no ECG, or whose report is made later. */
  static Deposited of(
      FhirResource resource,
      boolean created,
      @Nullable FhirResource said,
      @Nullable Registration registration) {
    return new Deposited(resource, created, false, said, registration, null);
  }
}
