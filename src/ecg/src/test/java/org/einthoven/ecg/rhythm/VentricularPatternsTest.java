package org.einthoven.ecg.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VentricularPatternsTest {

  /** Beats half a second apart; V are ventricular, a blank is ten seconds without a beat. */
  private static VentricularPatterns of(String beats) {
    int count = (int) beats.chars().filter(c -> c != ' ').count();
    double[] seconds = new double[count];
    boolean[] ventricular = new boolean[count];
    double now = 0;
    int beat = 0;
    for (char c : beats.toCharArray()) {
      if (c == ' ') {
        now += 10;
      } else {
        seconds[beat] = now;
        ventricular[beat++] = c == 'V';
        now += 0.5;
      }
    }
    return VentricularPatterns.of(seconds, ventricular);
  }

  @Test
  void singleBeatsCoupletsAndRunsAreCountedApart() {
    VentricularPatterns found = of("NNVNNNVVNNNVVVVNNNV");

    assertThat(found.single()).isEqualTo(2);
    assertThat(found.couplets()).isEqualTo(1);
    assertThat(found.runs()).extracting(VentricularPatterns.Run::beats).containsExactly(4);
  }

  @Test
  void aRunSaysWhereItIsAndHowFast() {
    VentricularPatterns.Run run = of("NNVVVN").runs().get(0);

    assertThat(run.fromSeconds()).isEqualTo(1, within(1e-9));
    assertThat(run.ratePerMinute()).isEqualTo(120, within(1e-9));
  }

  @Test
  void theLongestRunIsTheOneOfMostBeatsAndOfEquallyLongOnesTheFirst() {
    assertThat(of("VVVNVVVVNVVVV").longestRun())
        .hasValueSatisfying(run -> assertThat(run.fromSeconds()).isEqualTo(2));
    assertThat(of("NVVN").longestRun()).isEmpty();
  }

  @Test
  void everySecondBeatThreeTimesIsBigeminy() {
    assertThat(of("NNVNVNVNN").bigeminies()).isEqualTo(1);
    assertThat(of("NNVNVNN").bigeminies()).isZero();
    assertThat(of("VNVNVNNNNVNVNVNV").bigeminies()).isEqualTo(2);
  }

  @Test
  void everyThirdBeatThreeTimesIsTrigeminy() {
    assertThat(of("NVNNVNNVN").trigeminies()).isEqualTo(1);
    assertThat(of("NVNNVNNNVN").trigeminies()).isZero();
    assertThat(of("VNNVNNVNNV").bigeminies()).isZero();
  }

  @Test
  void whereNoBeatWasFoundForLongNothingIsJoined() {
    VentricularPatterns found = of("NV VVN");

    assertThat(found.single()).isEqualTo(1);
    assertThat(found.couplets()).isEqualTo(1);
    assertThat(found.runs()).isEmpty();
    assertThat(of("VNVN VNV").bigeminies()).isZero();
  }

  @Test
  void nothingVentricularHasNoPattern() {
    assertThat(of("NNNN")).isEqualTo(of(""));
  }
}
