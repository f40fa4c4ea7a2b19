/** The server: what runs before and around Quarkus. */
@NullMarked
package org.einthoven.server;

import org.jspecify.annotations.NullMarked;
