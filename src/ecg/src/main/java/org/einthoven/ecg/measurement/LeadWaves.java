package org.einthoven.ecg.measurement;

import org.einthoven.ecg.recording.Lead;

/**
 * The waves of one lead of a beat.
 *
 * @param lead which lead
 * @param p the P wave
 * @param qrs the QRS complex
 * @param t the T wave
 */
public record LeadWaves(Lead lead, LeadWave p, LeadWave qrs, LeadWave t) {}
