/**
 * A long recording summed up from its beats: hours, ectopic beats, pauses, and how the intervals
 * between normal beats vary. Only beats and stretches are kept, never samples.
 */
@NullMarked
package org.einthoven.ecg.holter;

import org.jspecify.annotations.NullMarked;
