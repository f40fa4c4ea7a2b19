package org.einthoven.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class WaveTallyTest {

  private static WaveTally.Wave wave(double peak) {
    return new WaveTally.Wave(peak - 40, peak, peak + 50);
  }

  private static WaveTally tally(List<WaveTally.Wave> marked, List<WaveTally.Wave> found) {
    WaveTally tally = new WaveTally();
    tally.add(marked, found, 0, 5000);
    return tally;
  }

  @Test
  void differencesAreFoundMinusMarked() {
    WaveTally tally = tally(List.of(wave(1000)), List.of(new WaveTally.Wave(970, 1010, 1040)));

    assertThat(tally.onset().mean()).isEqualTo(10, within(1e-9));
    assertThat(tally.peak().mean()).isEqualTo(10, within(1e-9));
    assertThat(tally.end().mean()).isEqualTo(-10, within(1e-9));
  }

  @Test
  void aWaveMoreThan150MsAwayIsMissedAndTheOtherInvented() {
    WaveTally tally = tally(List.of(wave(1000), wave(2000)), List.of(wave(1000), wave(2151)));

    assertThat(tally.peak().sensitivity()).isEqualTo(0.5);
    assertThat(tally.peak().precision()).isEqualTo(0.5);
  }

  @Test
  void aFoundWaveMatchesOnce() {
    WaveTally tally = tally(List.of(wave(1000), wave(1100)), List.of(wave(1040)));

    assertThat(tally.peak().sensitivity()).isEqualTo(0.5);
    assertThat(tally.peak().precision()).isEqualTo(1);
  }

  @Test
  void whatLiesOutsideTheMarkedTimeIsNotCounted() {
    WaveTally tally = tally(List.of(wave(1000)), List.of(wave(-100), wave(1000), wave(6000)));

    assertThat(tally.peak().precision()).isEqualTo(1);
  }
}
