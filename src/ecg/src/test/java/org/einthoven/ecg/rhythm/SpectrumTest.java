package org.einthoven.ecg.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpectrumTest {

  @Test
  void aSineStandsAtItsFrequency() {
    double[] sine = new double[2000];
    Arrays.setAll(sine, i -> Math.sin(2 * Math.PI * 6.1 * i / 125));

    Spectrum spectrum = Spectrum.of(sine, 125);

    assertThat(spectrum.highest(3, 12)).isCloseTo(6.1, within(0.15));
    assertThat(spectrum.between(5.5, 6.7) / spectrum.between(0, 62)).isGreaterThan(0.99);
  }

  @Test
  void aSingleArtefactDoesNotRuleIt() {
    double[] sine = new double[4000];
    Arrays.setAll(sine, i -> Math.sin(2 * Math.PI * 6.1 * i / 125) + (i == 1000 ? 500 : 0));

    assertThat(Spectrum.of(sine, 125).highest(3, 12)).isCloseTo(6.1, within(0.15));
  }

  @Test
  void aSignalShorterThanAStretchIsNoError() {
    assertThat(Spectrum.of(new double[100], 125).between(1, 40)).isPositive();
  }
}
