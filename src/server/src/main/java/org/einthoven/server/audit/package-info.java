/** What was done, when and by whom, in the transaction of what was done. */
@NullMarked
package org.einthoven.server.audit;

import org.jspecify.annotations.NullMarked;
