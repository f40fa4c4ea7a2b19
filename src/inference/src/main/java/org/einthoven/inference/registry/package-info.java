/** All versions of all models: which is active, which run in shadow, which can be run at all. */
@NullMarked
package org.einthoven.inference.registry;

import org.jspecify.annotations.NullMarked;
