/** The search index in PostgreSQL: entries in, criteria to SQL, keyset pages out. */
@NullMarked
package org.einthoven.server.store.index;

import org.jspecify.annotations.NullMarked;
