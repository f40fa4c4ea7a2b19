/**
 * Who asks, what they may do, and for which patient: OpenID Connect tokens, SMART scopes, roles.
 */
@NullMarked
package org.einthoven.server.security;

import org.jspecify.annotations.NullMarked;
