/** Files in, readings out, without a server. */
@NullMarked
package org.einthoven.cli.analyze;

import org.jspecify.annotations.NullMarked;
