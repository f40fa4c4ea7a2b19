package org.einthoven.inference.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProbabilityTextTest {

  @Test
  void aProbabilityIsNeverPrintedAsCertainty() {
    assertThat(ProbabilityText.of(0.997, 2)).isEqualTo(">0.99");
    assertThat(ProbabilityText.of(1, 2)).isEqualTo(">0.99");
    assertThat(ProbabilityText.of(0.9997, 3)).isEqualTo(">0.999");
    assertThat(ProbabilityText.of(0.004, 2)).isEqualTo("<0.01");
    assertThat(ProbabilityText.of(0, 3)).isEqualTo("<0.001");
  }

  @Test
  void whatDoesNotRoundToCertaintyIsRounded() {
    assertThat(ProbabilityText.of(0.994, 2)).isEqualTo("0.99");
    assertThat(ProbabilityText.of(0.006, 2)).isEqualTo("0.01");
    assertThat(ProbabilityText.of(0.125, 2)).isEqualTo("0.13");
    assertThat(ProbabilityText.of(0.8312, 3)).isEqualTo("0.831");
  }
}
