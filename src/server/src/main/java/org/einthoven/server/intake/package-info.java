/** Accepting a recording: once, whole, and in the transaction of the caller. */
@NullMarked
package org.einthoven.server.intake;

import org.jspecify.annotations.NullMarked;
