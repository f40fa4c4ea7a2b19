package org.einthoven.server.search;

import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** Reading references. */
final class References {

  private References() {}

  /** The type that a reference names, by its address, its type element or what it contains. */
  static @Nullable String type(Reference reference) {
    if (reference.getReferenceElement().hasResourceType()) {
      return reference.getReferenceElement().getResourceType();
    }
    if (reference.hasType()) {
      return reference.getType();
    }
    return reference.getResource() instanceof org.hl7.fhir.r4.model.Resource contained
        ? contained.fhirType()
        : null;
  }
}
