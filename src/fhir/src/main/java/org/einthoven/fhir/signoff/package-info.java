/** What becomes of a machine's report when a clinician accepts, amends or rejects it. */
@NullMarked
package org.einthoven.fhir.signoff;

import org.jspecify.annotations.NullMarked;
