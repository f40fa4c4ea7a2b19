package org.einthoven.ecg.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ButterworthTest {

  /** {@code sosfiltfilt(butter(2, 0.5, 'high', fs=125), x, padlen=199)[::20]} of SciPy 1.17.1. */
  @Test
  void highPassAgreesWithScipy() {
    assertEvery20(
        Butterworth.highPass(2, 0.5, 125),
        -7.7604,
        367.355,
        -1418.0454,
        911.7366,
        -175.1176,
        -592.2793,
        757.4758,
        -553.0541,
        1004.296,
        236.594);
  }

  /** {@code sosfiltfilt(butter(4, 40, 'low', fs=360), x, padlen=9)[::20]} of SciPy 1.17.1. */
  @Test
  void lowPassOfOrderFourAgreesWithScipy() {
    assertEvery20(
        Butterworth.lowPass(4, 40, 360),
        5303.2782,
        5630.839,
        3815.9442,
        6134.6086,
        5045.6236,
        4630.3366,
        5957.4411,
        4574.439,
        6014.3919,
        5062.9939);
  }

  /** The sections of a high-pass at 5 Hz and a low-pass at 20 Hz in {@code sosfiltfilt}. */
  @Test
  void bandPassAgreesWithScipy() {
    assertEvery20(
        Butterworth.bandPass(2, 5, 20, 360),
        -0.5894,
        461.7468,
        -851.2072,
        737.5878,
        -185.5086,
        -349.4309,
        626.7511,
        -680.4394,
        459.4005,
        -116.5825);
  }

  @Test
  void halvesThePowerAtTheCutOffAndFallsByItsOrder() {
    for (int order : new int[] {2, 4, 6}) {
      Butterworth low = Butterworth.lowPass(order, 10, 1000);
      assertThat(low.gainAt(10)).isCloseTo(Math.sqrt(0.5), within(1e-9));
      assertThat(low.gainAt(0)).isCloseTo(1, within(1e-9));
      double fall = Math.pow(10, -order);
      assertThat(low.gainAt(100)).as("warped towards half the rate").isBetween(0.7 * fall, fall);
      Butterworth high = Butterworth.highPass(order, 10, 1000);
      assertThat(high.gainAt(10)).isCloseTo(Math.sqrt(0.5), within(1e-9));
      assertThat(high.gainAt(1)).isCloseTo(fall, within(fall / 10));
    }
  }

  @Test
  void removesAConstantAltogether() {
    float[] in = new float[1000];
    Arrays.fill(in, -12_345f);
    assertThat(Butterworth.highPass(2, 0.5, 500).zeroPhase(in))
        .containsOnly(new float[] {0}, within(1e-2f));
  }

  @Test
  void leavesASymmetricPulseSymmetricAndInPlace() {
    float[] in = new float[2001];
    for (int i = 0; i < in.length; i++) {
      in[i] = (float) (1000 * Math.exp(-Math.pow((i - 1000) / 10.0, 2)));
    }
    float[] out = Butterworth.bandPass(2, 5, 15, 500).zeroPhase(in);
    for (int k = 0; k < 400; k++) {
      assertThat(out[1000 - k]).isCloseTo(out[1000 + k], within(0.01f));
      assertThat(out[1000]).isGreaterThanOrEqualTo(out[1000 - k]);
    }
  }

  @Test
  void filtersAcrossMissingSamplesAndLeavesThemMissing() {
    float[] whole = new float[1000];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (float) (1000 * Math.sin(2 * Math.PI * i / 250));
    }
    float[] broken = whole.clone();
    Arrays.fill(broken, 500, 505, Float.NaN);
    Butterworth filter = Butterworth.lowPass(2, 20, 250);
    float[] expected = filter.zeroPhase(whole);
    float[] out = filter.zeroPhase(broken);
    for (int i = 0; i < out.length; i++) {
      if (i >= 500 && i < 505) {
        assertThat(out[i]).isNaN();
      } else {
        assertThat(out[i]).isCloseTo(expected[i], within(1f));
      }
    }
  }

  @Test
  void takesSignalsShorterThanItsMemory() {
    assertThat(Butterworth.highPass(2, 0.5, 500).zeroPhase(new float[] {7})).containsExactly(0f);
    assertThat(Butterworth.highPass(2, 0.5, 500).zeroPhase(new float[0])).isEmpty();
  }

  @Test
  void refusesACutOffThatTheRateCannotHold() {
    assertThatThrownBy(() -> Butterworth.lowPass(2, 50, 100))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Butterworth.highPass(3, 1, 100))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Butterworth.bandPass(2, 20, 5, 100))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertEvery20(Butterworth filter, double... wanted) {
    float[] x = new float[200];
    for (int i = 0; i < x.length; i++) {
      x[i] =
          (float)
              (5000
                  + 1000 * Math.sin(2 * Math.PI * 7 * i / 360)
                  + 300 * Math.cos(2 * Math.PI * 23 * i / 360)
                  + 2 * i);
    }
    float[] out = filter.zeroPhase(x);
    for (int i = 0; i < wanted.length; i++) {
      assertThat((double) out[20 * i]).isCloseTo(wanted[i], within(0.05));
    }
  }
}
