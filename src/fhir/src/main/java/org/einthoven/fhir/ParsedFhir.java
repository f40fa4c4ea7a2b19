package org.einthoven.fhir;

import org.einthoven.ecg.format.ReadResult;

/** What came of parsing a body as FHIR R4. */
public sealed interface ParsedFhir {

  /** It is a resource. */
  record Parsed(FhirResource resource) implements ParsedFhir {}

  /** It is not, or it holds what R4 does not know. */
  record Refused(ReadResult.Refused refusal) implements ParsedFhir {}
}
