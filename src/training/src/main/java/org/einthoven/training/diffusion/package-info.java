/** The beat generator: its training, its release, and what its beats are worth. */
@NullMarked
package org.einthoven.training.diffusion;

import org.jspecify.annotations.NullMarked;
