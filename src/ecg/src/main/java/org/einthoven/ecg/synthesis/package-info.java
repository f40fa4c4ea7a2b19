/** Artificial 12-lead ECGs with known beats, so that tests and demonstrations need no patient. */
@NullMarked
package org.einthoven.ecg.synthesis;

import org.jspecify.annotations.NullMarked;
