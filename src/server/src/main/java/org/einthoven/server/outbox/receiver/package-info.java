/** Who is told of what: Subscriptions, the contacts of critical reports, the EHR. */
@NullMarked
package org.einthoven.server.outbox.receiver;

import org.jspecify.annotations.NullMarked;
