package org.einthoven.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;

/** Knows no StructureDefinition, so that what only walks through resources loads none. */
final class NoDefinitions implements IValidationSupport {

  private final FhirContext context;

  NoDefinitions(FhirContext context) {
    this.context = context;
  }

  @Override
  public FhirContext getFhirContext() {
    return context;
  }
}
