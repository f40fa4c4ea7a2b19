/** The server as a child process, and a client for it. */
@NullMarked
package org.einthoven.cli.server;

import org.jspecify.annotations.NullMarked;
