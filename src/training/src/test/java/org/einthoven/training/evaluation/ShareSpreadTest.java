package org.einthoven.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShareSpreadTest {

  @Test
  void aSpreadHasMeanDeviationAndPercentiles() {
    ShareSpread spread = ShareSpread.of(List.of(0.5, 0.1, 0.3, 0.2, 0.4));

    assertThat(spread.count()).isEqualTo(5);
    assertThat(spread.mean()).isCloseTo(0.3, within(1e-12));
    assertThat(spread.deviation()).isCloseTo(Math.sqrt(0.025), within(1e-12));
    assertThat(spread.low()).isCloseTo(0.12, within(1e-12));
    assertThat(spread.high()).isCloseTo(0.48, within(1e-12));
  }

  @Test
  void withoutWeightsThereIsNoFigure() {
    ShareSpread none = ShareSpread.of(List.of());

    assertThat(none.count()).isZero();
    assertThat(none.mean()).isNaN();
    assertThat(none.low()).isNaN();
    assertThat(ShareSpread.of(List.of(0.4)).deviation()).isNaN();
  }
}
