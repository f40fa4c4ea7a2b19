/** ECG file formats: recognising them by content, reading them and writing them. */
@NullMarked
package org.einthoven.ecg.format;

import org.jspecify.annotations.NullMarked;
