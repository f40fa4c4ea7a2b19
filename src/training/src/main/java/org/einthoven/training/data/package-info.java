/** The public databases as training and evaluation read them. */
@NullMarked
package org.einthoven.training.data;

import org.jspecify.annotations.NullMarked;
