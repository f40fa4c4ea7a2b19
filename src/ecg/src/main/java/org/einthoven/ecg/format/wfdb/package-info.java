/**
 * Records of the WFDB (waveform database) family, the form in which PhysioNet publishes ECGs:
 * header files, signal files of formats 16 and 212, and annotation files of the MIT format.
 *
 * <p>Source: the file formats in the <i>WFDB Applications Guide</i>, {@code header(5)}, {@code
 * signal(5)} and {@code annot(5)}.
 */
@NullMarked
package org.einthoven.ecg.format.wfdb;

import org.jspecify.annotations.NullMarked;
