/** Requests that are answered later. */
@NullMarked
package org.einthoven.server.store.async;

import org.jspecify.annotations.NullMarked;
