/** Heart beats: their classes, their windows and the rhythm around them. */
@NullMarked
package org.einthoven.ecg.beat;

import org.jspecify.annotations.NullMarked;
