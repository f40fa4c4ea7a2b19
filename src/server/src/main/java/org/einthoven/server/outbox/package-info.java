/** What others are to be told, in the transaction of what happened. */
@NullMarked
package org.einthoven.server.outbox;

import org.jspecify.annotations.NullMarked;
