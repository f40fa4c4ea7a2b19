/**
 * What an ECG recording is: leads, samples in microvolts, and who, when and by what it was made.
 */
@NullMarked
package org.einthoven.ecg.recording;

import org.jspecify.annotations.NullMarked;
