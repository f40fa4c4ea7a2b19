package org.einthoven.training.evaluation;

/**
 * What came of comparing detected beats with a reference.
 *
 * @param found beats of the reference that were detected (TP)
 * @param missed beats of the reference that were not (FN)
 * @param extra detections that are no beat of the reference (FP)
 */
public record QrsCounts(int found, int missed, int extra) {

  /** No beats at all. */
  public static final QrsCounts NONE = new QrsCounts(0, 0, 0);

  /** The sum over two records, as for gross statistics. */
  public QrsCounts plus(QrsCounts other) {
    return new QrsCounts(found + other.found, missed + other.missed, extra + other.extra);
  }

  /** Sensitivity TP / (TP + FN); NaN where the reference holds no beat. */
  public double se() {
    return found / (double) (found + missed);
  }

  /** Positive predictivity TP / (TP + FP); NaN where nothing was detected. */
  public double ppv() {
    return found / (double) (found + extra);
  }
}
