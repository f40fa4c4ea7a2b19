/** Kills the server and its database while ECGs are sent, and counts what became of each. */
@NullMarked
package org.einthoven.bench.kill;

import org.jspecify.annotations.NullMarked;
