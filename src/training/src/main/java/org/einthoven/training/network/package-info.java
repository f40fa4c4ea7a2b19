/** The networks: their definition, their weights, and libtorch that runs and trains them. */
@NullMarked
package org.einthoven.training.network;

import org.jspecify.annotations.NullMarked;
