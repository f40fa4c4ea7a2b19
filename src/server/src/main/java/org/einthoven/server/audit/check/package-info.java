/** The check of the database against the transparency log: what was changed, removed or added. */
@NullMarked
package org.einthoven.server.audit.check;

import org.jspecify.annotations.NullMarked;
