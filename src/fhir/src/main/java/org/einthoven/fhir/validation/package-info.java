/** Validation against FHIR R4 and our own profiles, which {@code fhir-profiles/} defines. */
@NullMarked
package org.einthoven.fhir.validation;

import org.jspecify.annotations.NullMarked;
