/** A reading as FHIR: report, results, provenance and what else is written with it. */
@NullMarked
package org.einthoven.fhir.report;

import org.jspecify.annotations.NullMarked;
