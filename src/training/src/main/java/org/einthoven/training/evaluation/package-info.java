/** Figures that say how good a model is. */
@NullMarked
package org.einthoven.training.evaluation;

import org.jspecify.annotations.NullMarked;
