/** Recordings in, reports and provenance out, as FHIR R4. */
@NullMarked
package org.einthoven.fhir;

import org.jspecify.annotations.NullMarked;
