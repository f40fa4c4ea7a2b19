/**
 * The machine's reading of one recording: what was measured, what was stated and what was not
 * assessed.
 */
@NullMarked
package org.einthoven.inference.reading;

import org.jspecify.annotations.NullMarked;
