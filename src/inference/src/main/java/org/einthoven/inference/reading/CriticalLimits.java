package org.einthoven.inference.reading;

/**
 * From where on a finding is critical: somebody should look at once. A limit of 0 switches its
 * finding off. Hospitals have lists of their own; these are defaults.
 *
 * @param slowPerMinute a heart rate below this
 * @param fastPerMinute a heart rate above this
 * @param pauseSeconds an RR interval of more than this; pauses of more than 3 s are counted among
 *     the marked bradycardias of Kusumoto et al. 2018 (ACC/AHA/HRS guideline on bradycardia)
 * @param qtcMilliseconds QTc (Framingham) above this with a narrow QRS complex; from 500 ms on the
 *     risk of torsade de pointes is high (Drew et al. 2010, AHA/ACCF statement on its prevention)
 * @param runBeats so many ventricular beats in a row, faster than 100 a minute (ventricular
 *     tachycardia from three on, Al-Khatib et al. 2017)
 * @param stElevation whether ST elevation is told (limits of Thygesen et al. 2018)
 */
public record CriticalLimits(
    double slowPerMinute,
    double fastPerMinute,
    double pauseSeconds,
    double qtcMilliseconds,
    int runBeats,
    boolean stElevation) {

  /** The limits that hold unless others are set. */
  public static final CriticalLimits DEFAULT = new CriticalLimits(40, 150, 3, 500, 3, true);

  /** Nothing is critical. */
  public static final CriticalLimits NONE = new CriticalLimits(0, 0, 0, 0, 0, false);
}
