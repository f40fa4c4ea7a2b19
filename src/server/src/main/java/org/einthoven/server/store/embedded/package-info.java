/** The PostgreSQL that the server brings along: unpacking, first start, adoption and stop. */
@NullMarked
package org.einthoven.server.store.embedded;

import org.jspecify.annotations.NullMarked;
