/** Health and metrics, without patient data. */
@NullMarked
package org.einthoven.server.telemetry;

import org.jspecify.annotations.NullMarked;
