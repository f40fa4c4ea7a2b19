package org.einthoven.inference;

import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.beat.PreparedRecording;
import org.einthoven.ecg.rhythm.RhythmInputs;

/**
 * Everything that the heads of a model are given of one recording.
 *
 * @param recording its beats and its median beat
 * @param rhythm the stretches of one lead, or why there are none
 */
public record DfnetInputs(PreparedRecording recording, Prepared<RhythmInputs> rhythm) {}
