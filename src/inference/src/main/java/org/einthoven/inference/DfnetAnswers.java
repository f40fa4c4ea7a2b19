package org.einthoven.inference;

import org.einthoven.ecg.beat.Prepared;

/**
 * Everything that a model says of one recording.
 *
 * @param recording of its beats and its median beat
 * @param fibrillation of the stretches of one lead, or why there is nothing
 */
public record DfnetAnswers(DfnetScores recording, Prepared<FibrillationScores> fibrillation) {}
