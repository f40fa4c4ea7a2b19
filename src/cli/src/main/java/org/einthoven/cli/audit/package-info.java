/** The transparency log: taken from a server, and verified without one. */
@NullMarked
package org.einthoven.cli.audit;

import org.jspecify.annotations.NullMarked;
