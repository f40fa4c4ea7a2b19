package org.einthoven.training.dfnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.PatientBeats;
import org.einthoven.training.data.StatedStrip;
import org.einthoven.training.data.StatedStrip.Statement;
import org.junit.jupiter.api.Test;

class FurtherBatchesTest {

  private static final int CLASSES = 5;

  private static StatedStrip strip(Statement statement, int beats) {
    return new StatedStrip(
        statement,
        new float[beats][BeatPreparation.CHANNELS * BeatPreparation.WINDOW_SAMPLES],
        new float[beats][BeatPreparation.FEATURES],
        new PatientBeats(0, new float[1][beats][BeatPreparation.WINDOW_SAMPLES], 0.8));
  }

  private static FurtherBatches.Rows bag(Statement statement, int beats) {
    FurtherBatches.Rows rows = new FurtherBatches.Rows();
    rows.bags.add(strip(statement, beats));
    return rows;
  }

  /** Logits of rows that are each sure of one class. */
  private static Tensor sureOf(int... classes) {
    float[] logits = new float[classes.length * CLASSES];
    for (int row = 0; row < classes.length; row++) {
      logits[row * CLASSES + classes[row]] = 20;
    }
    return Tensor.create(logits, classes.length, CLASSES);
  }

  private static double loss(Tensor logits, FurtherBatches.Rows rows) {
    return FurtherBatches.loss(logits, 0, rows).item_float();
  }

  @Test
  void aStripInSinusRhythmWantsNormalBeatsAndOneInFibrillationOnlyNoEarlyOnes() {
    FurtherBatches.Rows sinus = new FurtherBatches.Rows();
    sinus.single.add(Statement.SINUS);
    FurtherBatches.Rows fibrillation = new FurtherBatches.Rows();
    fibrillation.single.add(Statement.FIBRILLATION);

    assertThat(loss(sureOf(0), sinus)).isCloseTo(0, within(1e-3));
    assertThat(loss(sureOf(2), sinus)).isGreaterThan(5);
    assertThat(loss(sureOf(2), fibrillation)).isCloseTo(0, within(1e-3));
    assertThat(loss(sureOf(1), fibrillation)).isGreaterThan(5);
  }

  @Test
  void aStripWithVentricularBeatsIsContentWithOneOfThem() {
    FurtherBatches.Rows rows = bag(Statement.VENTRICULAR, 3);

    assertThat(loss(sureOf(0, 2, 0), rows)).isCloseTo(0, within(1e-3));
    assertThat(loss(sureOf(0, 0, 0), rows)).isGreaterThan(2);
    assertThat(loss(sureOf(1, 2, 1), rows)).isGreaterThan(2);
  }

  @Test
  void aStripWithBothWantsOneOfEach() {
    FurtherBatches.Rows rows = bag(Statement.BOTH, 3);

    assertThat(loss(sureOf(0, 2, 1), rows)).isCloseTo(0, within(1e-3));
    assertThat(loss(sureOf(0, 2, 0), rows)).isGreaterThan(2);
  }

  @Test
  void aBatchHasBeatsOfEveryKindAndWholeStripsLast() {
    BeatSet simulated = SyntheticSets.beats(30, 1);
    FurtherBeats beats =
        new FurtherBeats(
            simulated, List.of(strip(Statement.SINUS, 8), strip(Statement.VENTRICULAR, 9)));

    FurtherBatches.Rows rows = new FurtherBatches(beats, new SplittableRandom(1)).next();

    assertThat(rows.simulated).isNotEmpty();
    assertThat(rows.single).containsOnly(Statement.SINUS);
    assertThat(rows.bags).extracting(StatedStrip::statement).containsOnly(Statement.VENTRICULAR);
    assertThat(rows.windows).hasSize(rows.changeable() + 9 * rows.bags.size());
    assertThat(rows.features).hasSameSizeAs(rows.windows);
  }

  @Test
  void withoutFurtherBeatsABatchHasNone() {
    FurtherBatches.Rows rows =
        new FurtherBatches(FurtherBeats.NONE, new SplittableRandom(1)).next();

    assertThat(rows.windows).isEmpty();
  }
}
