package org.einthoven.ecg.quality;

/** How far a signal can be relied on, the best first. */
public enum QualityLevel {
  /** Nothing speaks against it. */
  GOOD,
  /** Readable with reservations; the findings name them. */
  LIMITED,
  /** Not analysable. */
  UNUSABLE;

  /** The worse of two. */
  public QualityLevel or(QualityLevel other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
