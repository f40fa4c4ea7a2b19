package org.einthoven.inference.holter;

import org.einthoven.ecg.holter.HolterFindings;
import org.einthoven.ecg.holter.HolterSummary;
import org.einthoven.inference.ModelIdentity;

/**
 * The machine's reading of a long recording.
 *
 * @param findings every beat and stretch
 * @param summary the same summed up
 * @param model which model classed the beats
 */
public record HolterReading(HolterFindings findings, HolterSummary summary, ModelIdentity model) {}
