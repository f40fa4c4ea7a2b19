/** Artificial ECG files, for tests, demonstrations and measurements that need no patient. */
@NullMarked
package org.einthoven.cli.synthesize;

import org.jspecify.annotations.NullMarked;
