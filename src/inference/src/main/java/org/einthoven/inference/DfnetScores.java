package org.einthoven.inference;

import java.util.List;
import org.einthoven.ecg.beat.Prepared;

/**
 * What the model says of one recording.
 *
 * @param beats one score for each R peak, in order of time, or why there are none
 * @param infarction the score for myocardial infarction, or why there is none
 * @param abnormalities the scores for other abnormalities, or why there are none
 */
public record DfnetScores(
    Prepared<List<BeatScore>> beats,
    Prepared<InfarctionProbability> infarction,
    Prepared<AbnormalityProbabilities> abnormalities) {}
