/** Recordings in FHIR: Observations with SampledData, and documents that carry an ECG file. */
@NullMarked
package org.einthoven.fhir.recording;

import org.jspecify.annotations.NullMarked;
