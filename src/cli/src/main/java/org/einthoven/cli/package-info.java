/** The command line. */
@NullMarked
package org.einthoven.cli;

import org.jspecify.annotations.NullMarked;
