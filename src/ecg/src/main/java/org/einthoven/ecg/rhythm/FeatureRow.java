package org.einthoven.ecg.rhythm;

/** Features as they are gathered. */
final class FeatureRow {

  private final float[] values = new float[RhythmFeature.COUNT];

  /** Sets a feature; what cannot be computed is 0. */
  void set(RhythmFeature feature, double value) {
    values[feature.column()] = Double.isFinite(value) ? (float) value : 0;
  }

  float[] values() {
    return values;
  }
}
