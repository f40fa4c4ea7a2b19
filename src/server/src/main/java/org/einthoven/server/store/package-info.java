/** What is kept, in PostgreSQL: payloads, waveforms, resource versions, recordings and jobs. */
@NullMarked
package org.einthoven.server.store;

import org.jspecify.annotations.NullMarked;
