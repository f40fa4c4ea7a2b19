package org.einthoven.ecg.format.wfdb;

import org.jspecify.annotations.Nullable;

/**
 * One signal as a header's signal line describes it.
 *
 * @param file the name of the file that holds it
 * @param format the number of the storage format, such as 16 or 212
 * @param skew by how many samples the stored signal is late against the others
 * @param byteOffset where in the file the samples begin
 * @param gain digits per unit; the default of 200 stands in for 0 or nothing, see {@code
 *     calibrated}
 * @param calibrated whether the header gives a gain
 * @param baseline the digit that means 0 units
 * @param unit the physical unit as written, {@code mV} where the header gives none
 * @param checksum the 16-bit sum of all digits, null where the header gives none
 * @param name the description, in which ECG databases write the lead; empty where there is none
 * @param line the line of the header, from 1
 */
public record WfdbSignal(
    String file,
    int format,
    int skew,
    long byteOffset,
    double gain,
    boolean calibrated,
    double baseline,
    String unit,
    @Nullable Integer checksum,
    String name,
    int line) {}
