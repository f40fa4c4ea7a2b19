/** What is measured of an ECG: the typical beat, its boundaries, intervals, axes and amplitudes. */
@NullMarked
package org.einthoven.ecg.measurement;

import org.jspecify.annotations.NullMarked;
