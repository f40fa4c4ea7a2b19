/** Deliveries: their queue, and how one goes out over HTTP. */
@NullMarked
package org.einthoven.server.outbox.delivery;

import org.jspecify.annotations.NullMarked;
