package org.einthoven.ecg.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResamplingTest {

  /**
   * {@code scipy.signal.resample_poly(x, 25, 72, padtype='edge')[::5]} of SciPy 1.17.1. SciPy does
   * not scale each phase to pass a constant exactly, hence a tolerance of 0.2 % of the amplitude.
   */
  @Test
  void agreesWithScipyFrom360To125Hertz() {
    assertEvery(
        5,
        Resampling.resample(golden(), 360, 125),
        70,
        new double[] {
          333.0528,
          1275.0146,
          -150.2409,
          -740.1769,
          672.8986,
          489.8222,
          -1030.8386,
          -326.339,
          1038.4662,
          77.4725,
          -571.5701,
          1017.8698,
          1407.962,
          -105.4197
        });
  }

  @Test
  void agreesWithScipyFrom360To500Hertz() {
    assertEvery(
        23,
        Resampling.resample(golden(), 360, 500),
        278,
        new double[] {
          300.2022, 1213.5128, -496.5576, 25.0253, 1138.4299, -546.6693, -389.1493, 982.7897,
          -487.6217, -597.342, 1050.5274, -91.1647, -438.6747
        });
  }

  @Test
  void keepsASineInPlaceAtEveryUsualRate() {
    for (double from : new double[] {100, 128, 200, 250, 256, 257, 300, 360, 500, 512, 1000}) {
      float[] in = sine(10, from, 10 * (int) from);
      float[] out = Resampling.resample(in, from, 125);
      assertThat(out).hasSize((int) Math.ceil(in.length * 125 / from));
      float[] wanted = sine(10, 125, out.length);
      for (int i = 125; i < out.length - 125; i++) {
        assertThat(out[i]).as("%s Hz, sample %s", from, i).isCloseTo(wanted[i], within(2f));
      }
    }
  }

  @Test
  void removesWhatTheNewRateCannotHold() {
    float[] out = Resampling.resample(sine(90, 500, 5000), 500, 125);
    for (int i = 125; i < out.length - 125; i++) {
      assertThat(out[i]).isCloseTo(0f, within(5f));
    }
  }

  @Test
  void leavesAnElectrodeOffsetWithoutRippleUpToTheEnds() {
    float[] in = new float[777];
    Arrays.fill(in, 250_000f);
    assertThat(Resampling.resample(in, 257, 360))
        .containsOnly(new float[] {250_000f}, within(0.1f));
  }

  @Test
  void findsTheRatioOfRatesGivenAsSampleIntervals() {
    assertRatio(Resampling.between(1000 / 1.953125, 125), 125, 512);
    assertRatio(Resampling.between(360, 125), 25, 72);
    assertRatio(Resampling.between(1000 / 3.333333333, 125), 5, 12);
    assertRatio(Resampling.between(500, 500.00000001), 1, 1);
    Resampling odd = Resampling.between(249.97, 250);
    assertThat(odd.up() / (double) odd.down()).isCloseTo(250 / 249.97, within(1e-7));
  }

  @Test
  void marksAsMissingOnlyWhatLiesBesideAMissingSample() {
    float[] in = sine(1, 500, 2000);
    in[1000] = Float.NaN;
    in[1999] = Float.NaN;
    float[] out = Resampling.resample(in, 500, 250);
    assertThat(out[500]).isNaN();
    assertThat(out[499]).isFinite();
    assertThat(out[501]).isFinite();
    assertThat(out[999]).isFinite();
    float[] allMissing = new float[10];
    Arrays.fill(allMissing, Float.NaN);
    assertThat(Resampling.resample(allMissing, 500, 250)).containsOnly(Float.NaN);
  }

  @Test
  void leavesTheSignalItIsGivenAsItIs() {
    float[] in = {1, Float.NaN, 3};
    float[] same = Resampling.resample(in, 500, 500);
    assertThat(same).isEqualTo(in).isNotSameAs(in);
    Resampling.resample(in, 500, 250);
    assertThat(in).containsExactly(1, Float.NaN, 3);
    assertThat(Resampling.resample(new float[0], 500, 250)).isEmpty();
  }

  @Test
  void refusesRatesThatAreNone() {
    assertThatThrownBy(() -> Resampling.between(0, 125))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Resampling.between(Double.NaN, 125))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Resampling.between(1, 1e6))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertRatio(Resampling resampling, int up, int down) {
    assertThat(resampling.up()).isEqualTo(up);
    assertThat(resampling.down()).isEqualTo(down);
  }

  private static void assertEvery(int step, float[] out, int length, double[] wanted) {
    assertThat(out).hasSize(length);
    for (int i = 0; i < wanted.length; i++) {
      assertThat((double) out[i * step]).isCloseTo(wanted[i], within(2.5));
    }
  }

  private static float[] golden() {
    float[] x = new float[200];
    for (int i = 0; i < x.length; i++) {
      x[i] =
          (float)
              (1000 * Math.sin(2 * Math.PI * 7 * i / 360)
                  + 300 * Math.cos(2 * Math.PI * 23 * i / 360)
                  + 2 * i);
    }
    return x;
  }

  private static float[] sine(double hz, double rate, int length) {
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = (float) (1000 * Math.sin(2 * Math.PI * hz * i / rate));
    }
    return x;
  }
}
