/** The machine's reading of a long recording, piece by piece. */
@NullMarked
package org.einthoven.inference.holter;

import org.jspecify.annotations.NullMarked;
