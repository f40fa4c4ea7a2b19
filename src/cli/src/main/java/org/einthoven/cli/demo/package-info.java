/** The server shown at work. */
@NullMarked
package org.einthoven.cli.demo;

import org.jspecify.annotations.NullMarked;
