/** Bulk exports in the database: the jobs, what they read, and the files they write. */
@NullMarked
package org.einthoven.server.store.export;

import org.jspecify.annotations.NullMarked;
