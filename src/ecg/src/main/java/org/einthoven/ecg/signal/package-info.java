/** Signal processing: missing samples, changing the sampling rate, filters, QRS detection. */
@NullMarked
package org.einthoven.ecg.signal;

import org.jspecify.annotations.NullMarked;
