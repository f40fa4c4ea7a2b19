package org.einthoven.inference.reading;

/**
 * Where a wave of one beat begins or ends, as an example of what was measured.
 *
 * @param seconds from the first sample of the recording
 * @param label such as {@code P} where P begins; {@code P end}
 */
public record WaveLimit(double seconds, String label) {}
