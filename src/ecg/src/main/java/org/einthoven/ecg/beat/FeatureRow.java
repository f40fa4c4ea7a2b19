package org.einthoven.ecg.beat;

import java.util.Arrays;

/**
 * How the features of a beat stand in a row: rhythm, shape in the first and in the second lead
 * (this is all that version 2 of the preparation had), then the two kinds of interval, and the two
 * kinds of P wave in the first and in the second lead.
 */
public final class FeatureRow {

  static final int SECOND_SHAPE = RhythmFeatures.COUNT + ShapeFeatures.PER_LEAD;
  static final int OF_VERSION_2 = SECOND_SHAPE + ShapeFeatures.PER_LEAD;
  static final int KINDS = OF_VERSION_2;
  static final int P_WAVES = KINDS + PWaveKinds.OF_INTERVALS;
  static final int SECOND_KINDS = P_WAVES + PWaveKinds.PER_LEAD;

  /** How many features a row has. */
  public static final int COUNT = SECOND_KINDS + PWaveKinds.PER_LEAD;

  private FeatureRow() {}

  /**
   * The first features of every row, for a model that was trained with an earlier preparation.
   *
   * @param features rows of {@value #COUNT}
   * @param columns how many of each
   */
  public static float[] first(float[] features, int columns) {
    if (columns == COUNT) {
      return features;
    }
    float[] first = new float[features.length / COUNT * columns];
    for (int row = 0; row * COUNT < features.length; row++) {
      System.arraycopy(features, row * COUNT, first, row * columns, columns);
    }
    return first;
  }

  /** Sets to zero what a recording of one lead does not have. */
  public static void clearSecondLead(float[] features, int row) {
    int at = row * COUNT;
    Arrays.fill(features, at + SECOND_SHAPE, at + OF_VERSION_2, 0);
    Arrays.fill(features, at + SECOND_KINDS, at + COUNT, 0);
  }

  /** Sets to zero which kind of P wave the beat has, as where there is nothing to compare with. */
  public static void clearPWaves(float[] features, int row) {
    Arrays.fill(features, row * COUNT + P_WAVES, (row + 1) * COUNT, 0);
  }

  /** Sets to zero what is made of the intervals between beats. */
  public static void clearIntervals(float[] features, int row) {
    int at = row * COUNT;
    Arrays.fill(features, at, at + RhythmFeatures.COUNT, 0);
    Arrays.fill(features, at + KINDS, at + COUNT, 0);
  }
}
