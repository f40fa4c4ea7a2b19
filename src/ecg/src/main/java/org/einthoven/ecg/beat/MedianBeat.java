package org.einthoven.ecg.beat;

/**
 * The usual beat of a recording in twelve leads. The array is not copied.
 *
 * @param millivolts row-major [{@value BeatPreparation#TWELVE}][{@value
 *     BeatPreparation#WINDOW_SAMPLES}], leads in the order I, II, III, aVR, aVL, aVF, V1–V6
 * @param beats of how many beats it is the median
 */
public record MedianBeat(float[] millivolts, int beats) {}
