/** Carries bulk exports out. */
@NullMarked
package org.einthoven.server.export;

import org.jspecify.annotations.NullMarked;
