package org.einthoven.ecg.synthesis;

import org.einthoven.ecg.beat.BeatClass;

/**
 * A beat that was put into a synthetic ECG.
 *
 * @param seconds where its R peak is, or the middle of its QRS complex
 * @param sample the nearest sample
 * @param beatClass what it is
 */
public record SyntheticBeat(double seconds, int sample, BeatClass beatClass) {}
