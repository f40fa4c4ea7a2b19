/** How fast the parts and the whole are. */
@NullMarked
package org.einthoven.bench;

import org.jspecify.annotations.NullMarked;
