package org.einthoven.ecg.beat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FeatureRowTest {

  private static float[] twoRows() {
    float[] rows = new float[2 * FeatureRow.COUNT];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i + 1;
    }
    return rows;
  }

  @Test
  void anEarlierModelReadsTheBeginningOfEveryRow() {
    float[] first = FeatureRow.first(twoRows(), 3);

    assertThat(first)
        .containsExactly(1, 2, 3, FeatureRow.COUNT + 1, FeatureRow.COUNT + 2, FeatureRow.COUNT + 3);
  }

  @Test
  void aModelOfThisPreparationReadsTheRowsAsTheyAre() {
    float[] rows = twoRows();

    assertThat(FeatureRow.first(rows, FeatureRow.COUNT)).isSameAs(rows);
  }

  @Test
  void withoutTheSecondLeadOneLeadsFeaturesAreLeft() {
    float[] rows = twoRows();

    FeatureRow.clearSecondLead(rows, 1);

    assertThat(zeros(rows, 0)).isZero();
    assertThat(zeros(rows, 1)).isEqualTo(ShapeFeatures.PER_LEAD + PWaveKinds.PER_LEAD);
  }

  @Test
  void withoutIntervalsOnlyShapeIsLeft() {
    float[] rows = twoRows();

    FeatureRow.clearIntervals(rows, 0);

    assertThat(FeatureRow.COUNT - zeros(rows, 0)).isEqualTo(2 * ShapeFeatures.PER_LEAD);
    assertThat(zeros(rows, 1)).isZero();
  }

  private static int zeros(float[] rows, int row) {
    int zeros = 0;
    for (float value :
        Arrays.copyOfRange(rows, row * FeatureRow.COUNT, (row + 1) * FeatureRow.COUNT)) {
      zeros += value == 0 ? 1 : 0;
    }
    return zeros;
  }
}
