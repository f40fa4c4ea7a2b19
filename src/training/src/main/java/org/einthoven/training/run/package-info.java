/** A training as a run that can be broken off, gone on with, watched and repeated. */
@NullMarked
package org.einthoven.training.run;

import org.jspecify.annotations.NullMarked;
