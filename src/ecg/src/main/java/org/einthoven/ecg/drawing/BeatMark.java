package org.einthoven.ecg.drawing;

import org.einthoven.ecg.beat.BeatClass;

/**
 * A beat to be marked, by a letter and a colour.
 *
 * @param seconds its R peak, from the first sample of the recording
 * @param beatClass its class
 */
public record BeatMark(double seconds, BeatClass beatClass) {}
