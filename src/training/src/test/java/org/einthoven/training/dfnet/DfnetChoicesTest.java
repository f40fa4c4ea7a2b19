package org.einthoven.training.dfnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.evaluation.BeatConfusion;
import org.einthoven.training.evaluation.Discrimination;
import org.junit.jupiter.api.Test;

class DfnetChoicesTest {

  private static final Discrimination INFARCTION =
      new Discrimination(new double[] {0.1, 0.9}, new boolean[] {false, true});

  /** N and S beats that the network gives to S alike, the N beats a little less surely. */
  private static DfnetChoices.Judged judged(boolean[] fibrillation) {
    BeatClass[] classes = new BeatClass[100];
    float[][] logits = new float[100][];
    for (int i = 0; i < 100; i++) {
      classes[i] = i < 50 ? BeatClass.N : BeatClass.S;
      logits[i] = new float[] {0, i < 50 ? 2 : 2.2f, -9, -9, -9};
    }
    BeatSet beats = new BeatSet(new float[100][], new float[100][], classes, new int[100]);
    return new DfnetChoices.Judged(beats, Arrays.asList(logits), fibrillation);
  }

  @Test
  void noBeatIsFoundSupraventricularWhereFibrillationIsStated() {
    boolean[] ofNormal = new boolean[100];
    Arrays.fill(ofNormal, 0, 50, true);

    BeatConfusion found = judged(ofNormal).confusion(new double[5]);

    assertThat(found.count(BeatClass.N, BeatClass.N)).isEqualTo(50);
    assertThat(found.count(BeatClass.S, BeatClass.S)).isEqualTo(50);
  }

  @Test
  void theOffsetsAreChosenWithThatRule() {
    boolean[] ofNormal = new boolean[100];
    Arrays.fill(ofNormal, 0, 50, true);

    DfnetChoices with =
        DfnetChoices.choose(judged(ofNormal), judged(ofNormal), INFARCTION, List.of());
    DfnetChoices without =
        DfnetChoices.choose(
            judged(new boolean[100]), judged(new boolean[100]), INFARCTION, List.of());

    assertThat(with.whole().f1(BeatClass.S)).isEqualTo(1);
    assertThat(with.logitOffsets()[BeatClass.S.column()]).as("S keeps its weight").isZero();
    assertThat(without.whole().f1(BeatClass.S)).isLessThan(1);
  }
}
