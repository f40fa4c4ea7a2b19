package org.einthoven.ecg.beat;

/**
 * A recording made ready for the model by {@link BeatPreparation}.
 *
 * @param beats what the beat head reads, one row a beat
 * @param medianBeat what the infarction head reads
 */
public record PreparedRecording(Prepared<BeatInputs> beats, Prepared<MedianBeat> medianBeat) {}
