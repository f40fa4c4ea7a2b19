/** The commands that train and evaluate models. */
@NullMarked
package org.einthoven.training;

import org.jspecify.annotations.NullMarked;
