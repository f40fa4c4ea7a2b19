/** How far a recording can be relied on, with reasons, and whether a pacemaker is at work. */
@NullMarked
package org.einthoven.ecg.quality;

import org.jspecify.annotations.NullMarked;
