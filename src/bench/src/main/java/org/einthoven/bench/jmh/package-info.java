/** Single parts, measured by JMH. */
@NullMarked
package org.einthoven.bench.jmh;

import org.jspecify.annotations.NullMarked;
