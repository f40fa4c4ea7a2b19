package org.einthoven.ecg.rhythm;

/**
 * The features of a stretch of 10 to 60 s, in the order in which the model reads them. Logarithms
 * are natural; "relative" means divided by the median RR interval, or by the median beat's
 * peak-to-peak amplitude.
 */
public enum RhythmFeature {
  /** Share of intervals below 0.3 s or above 2 s, which no beat explains. */
  OUT_OF_RANGE,
  /** Logarithm of the median RR interval in seconds. */
  MEDIAN_RR,
  /** Logarithm of the relative 10th percentile of the intervals. */
  RR_P10,
  RR_P90,
  RR_SHORTEST,
  RR_LONGEST,
  /** Deviation over mean. */
  RR_VARIATION,
  /** Root mean square of successive differences over the mean interval. */
  RMSSD,
  /** Median absolute difference of successive intervals, relative. */
  MEDIAN_STEP,
  /** Median absolute deviation from the median, relative. */
  RR_MAD,
  /** {@link SampleEntropy}. */
  SAMPLE_ENTROPY,
  /** Entropy of the histogram of relative intervals, over the logarithm of their count. */
  HISTOGRAM_ENTROPY,
  HISTOGRAM_NATS,
  /** Share of successive differences above 50 ms. */
  STEPS_ABOVE_50_MS,
  STEPS_ABOVE_10_PERCENT,
  STEPS_ABOVE_5_PERCENT,
  /** Relative lower quartile of the absolute successive differences. */
  STEP_P25,
  STEP_P75,
  /** Share of successive differences whose sign changes (Dash et al. 2009). */
  TURNING_POINTS,
  /** Logarithm of width over length of the Poincaré plot. */
  POINCARE_RATIO,
  /** Share of intervals within 5 % of the median. */
  NEAR_5_PERCENT,
  NEAR_10_PERCENT,
  AUTOCORRELATION_1,
  AUTOCORRELATION_2,
  AUTOCORRELATION_3,
  /**
   * Cells of 40 ms away from the origin that the Lorenz plot fills, a point (Sarkar et al. 2008).
   */
  LORENZ_SCATTER,
  /** Share of points of the Lorenz plot within 60 ms of its origin. */
  LORENZ_ORIGIN,
  /** Share of its points where a premature beat and its pause lie. */
  LORENZ_PREMATURE,
  /** Share of intervals left out as a premature beat or its pause ({@link PrematurePairs}). */
  PREMATURE_SHARE,
  /** As {@link #RR_VARIATION}, without those; likewise the following ones. */
  ROBUST_VARIATION,
  ROBUST_RMSSD,
  ROBUST_MEDIAN_STEP,
  ROBUST_MAD,
  ROBUST_SAMPLE_ENTROPY,
  ROBUST_HISTOGRAM_ENTROPY,
  ROBUST_STEPS_ABOVE_50_MS,
  ROBUST_NEAR_5_PERCENT,
  ROBUST_STEPS_ABOVE_10_PERCENT,
  /** Mean correlation of the beats' QRS complexes with the median beat's. */
  QRS_LIKENESS,
  QRS_LIKENESS_MEDIAN,
  QRS_LIKENESS_P10,
  /** Share of beats whose correlation is below 0.8. */
  QRS_UNLIKE,
  /** Deviation of the logarithm of the QRS amplitude. */
  QRS_AMPLITUDE_VARIATION,
  /**
   * Mean correlation of what precedes the QRS complexes (280 to 56 ms before R) with its median.
   */
  P_LIKENESS,
  P_LIKENESS_MEDIAN,
  /** Mean correlation of what precedes the QRS complexes between all pairs of beats. */
  P_PAIR_LIKENESS,
  P_PAIR_LIKENESS_MEDIAN,
  /** Logarithm of the relative peak-to-peak amplitude of the median P wave. */
  P_AMPLITUDE,
  /** Logarithm of its deviation over the median deviation of what is left of each beat. */
  P_OVER_RESIDUAL,
  P_OVER_MEDIAN_RESIDUAL,
  /** Logarithm of the relative deviation of what is left. */
  P_RESIDUAL,
  /** Where the median P wave is highest, 0 to 1 of its window. */
  P_PLACE,
  /** Highest plus lowest value over peak to peak. */
  P_SKEW,
  /** Share of the variance before the QRS complexes that all beats have in common. */
  P_COHERENCE,
  T_COHERENCE,
  /** Logarithm of the relative median absolute deviation around the median beat, by its part. */
  SPREAD_QRS,
  SPREAD_P,
  SPREAD_T,
  /**
   * Logarithm of the share of the residual's power (1 to 40 Hz) in a band; see {@link Residual}.
   */
  POWER_1_TO_3,
  POWER_3_TO_6,
  POWER_6_TO_9,
  POWER_9_TO_15,
  POWER_15_TO_30,
  POWER_30_TO_60,
  /** The band of fibrillatory waves, 4 to 9 Hz. */
  POWER_4_TO_9,
  /** Where between 3 and 12 Hz the residual's power is highest, in hertz. */
  DOMINANT_HZ,
  /** Logarithm of the share of the power between 3 and 12 Hz that lies within 0.5 Hz of it. */
  DOMINANT_SHARE,
  /** Logarithm of the relative amplitude from 4 to 9 Hz. */
  FIBRILLATORY_AMPLITUDE,
  NOISE_AMPLITUDE,
  RESIDUAL_AMPLITUDE,
  /** Logarithm of the fourth standardised moment of the signal. */
  KURTOSIS,
  /** Logarithm of the relative deviation of the signal. */
  SIGNAL_DEVIATION;

  /** How many there are. */
  public static final int COUNT = values().length;

  /** The place among the features. */
  @SuppressWarnings("EnumOrdinal") // the declared order is the order of the model's input
  public int column() {
    return ordinal();
  }
}
