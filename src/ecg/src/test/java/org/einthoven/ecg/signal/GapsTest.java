package org.einthoven.ecg.signal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GapsTest {

  private static final float NAN = Float.NaN;

  @Test
  void bridgesWithAStraightLineAndHoldsTheEnds() {
    float[] in = {NAN, NAN, 2, NAN, Float.POSITIVE_INFINITY, NAN, 10, NAN};
    Gaps gaps = Gaps.bridge(in);
    assertThat(gaps.bridged()).containsExactly(2, 2, 2, 4, 6, 8, 10, 10);
    assertThat(gaps.missing().stream().toArray()).containsExactly(0, 1, 3, 4, 5, 7);
    assertThat(in[0]).isNaN();
  }

  @Test
  void restoresWhatWasMissing() {
    Gaps gaps = Gaps.bridge(new float[] {1, NAN, 3});
    assertThat(gaps.restore(new float[] {5, 6, 7})).containsExactly(5, NAN, 7);
  }

  @Test
  void takesASignalWithoutAnyValueAsZeros() {
    assertThat(Gaps.bridge(new float[] {NAN, NAN}).bridged()).containsExactly(0, 0);
  }

  @Test
  void copiesNothingWhereNothingIsMissing() {
    float[] in = {1, 2};
    assertThat(Gaps.bridge(in).bridged()).isSameAs(in);
  }
}
