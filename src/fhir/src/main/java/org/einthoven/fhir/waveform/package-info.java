/**
 * Waveform texts on their way past the FHIR parser: taken out of a body before it, put back after
 * it.
 */
@NullMarked
package org.einthoven.fhir.waveform;

import org.jspecify.annotations.NullMarked;
