/**
 * Rhythms that the databases hold too few patients of, made from the beats of patients who lack
 * them.
 */
@NullMarked
package org.einthoven.training.simulation;

import org.jspecify.annotations.NullMarked;
