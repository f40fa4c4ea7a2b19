/**
 * The tracing as it is drawn on paper: a display list in millimetres, what composes it out of a
 * recording, and its rendering to SVG.
 */
@NullMarked
package org.einthoven.ecg.drawing;

import org.jspecify.annotations.NullMarked;
