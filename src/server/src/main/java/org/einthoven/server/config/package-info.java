/** The settings and what must hold before the server starts. */
@NullMarked
package org.einthoven.server.config;

import org.jspecify.annotations.NullMarked;
