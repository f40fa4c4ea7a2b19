/** What carries messages from the outbox to their receivers. */
@NullMarked
package org.einthoven.server.outbox.engine;

import org.jspecify.annotations.NullMarked;
