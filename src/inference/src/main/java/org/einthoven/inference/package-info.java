/** From a model folder to verified sessions and scores. */
@NullMarked
package org.einthoven.inference;

import org.jspecify.annotations.NullMarked;
