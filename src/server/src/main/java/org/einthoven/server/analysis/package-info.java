/** From a waiting job to a stored report. */
@NullMarked
package org.einthoven.server.analysis;

import org.jspecify.annotations.NullMarked;
