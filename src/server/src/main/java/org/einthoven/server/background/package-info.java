/** Work that is done in the background, by threads of this process for any process. */
@NullMarked
package org.einthoven.server.background;

import org.jspecify.annotations.NullMarked;
