package org.einthoven.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.einthoven.training.evaluation.Ec57BeatMatch.Span;
import org.junit.jupiter.api.Test;

class Ec57BeatMatchTest {

  @Test
  void pairsBeatsWithinTheWindowAndNoFurther() {
    Ec57BeatMatch match = match(new double[] {1, 2, 3}, new double[] {1.15, 1.84, 3.0});
    assertThat(match.partners()).containsExactly(0, -1, 2);
    assertThat(match.counts(0, List.of())).isEqualTo(new QrsCounts(2, 1, 1));
  }

  @Test
  void givesEachBeatTheNearerOfTwoDetections() {
    Ec57BeatMatch match = match(new double[] {1}, new double[] {0.9, 1.02});
    assertThat(match.partners()).containsExactly(1);
    assertThat(match.counts(0, List.of())).isEqualTo(new QrsCounts(1, 0, 1));
  }

  @Test
  void givesEachDetectionTheNearerOfTwoBeats() {
    Ec57BeatMatch match = match(new double[] {1, 1.2}, new double[] {1.14});
    assertThat(match.partners()).containsExactly(-1, 0);
    assertThat(match.counts(0, List.of())).isEqualTo(new QrsCounts(1, 1, 0));
  }

  @Test
  void countsNothingBeforeTheStartOrInAnExcludedSpan() {
    Ec57BeatMatch match = match(new double[] {1, 301, 400, 500}, new double[] {2, 302, 400, 450});
    assertThat(match.counts(300, List.of())).isEqualTo(new QrsCounts(1, 2, 2));
    assertThat(match.counts(300, List.of(new Span(440, 510)))).isEqualTo(new QrsCounts(1, 1, 1));
  }

  @Test
  void keepsABeatAtTheStartPairedWithADetectionJustBeforeIt() {
    Ec57BeatMatch match = match(new double[] {300.01}, new double[] {299.99});
    assertThat(match.counts(300, List.of())).isEqualTo(new QrsCounts(1, 0, 0));
  }

  @Test
  void takesEmptySides() {
    assertThat(match(new double[] {}, new double[] {1}).counts(0, List.of()))
        .isEqualTo(new QrsCounts(0, 0, 1));
    assertThat(match(new double[] {1}, new double[] {}).counts(0, List.of()).ppv()).isNaN();
  }

  private static Ec57BeatMatch match(double[] reference, double[] detected) {
    return Ec57BeatMatch.of(reference, detected);
  }
}
