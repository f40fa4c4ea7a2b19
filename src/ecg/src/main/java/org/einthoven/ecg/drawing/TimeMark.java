package org.einthoven.ecg.drawing;

/**
 * A moment to be marked by a thin line through the leads, such as the onset of a QRS complex.
 *
 * @param seconds from the first sample of the recording
 * @param label what begins or ends there, a few letters
 */
public record TimeMark(double seconds, String label) {}
