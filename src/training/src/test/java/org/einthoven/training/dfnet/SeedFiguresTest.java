package org.einthoven.training.dfnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.training.evaluation.BeatConfusion;
import org.einthoven.training.evaluation.Discrimination;
import org.einthoven.training.network.Weights;
import org.einthoven.training.run.LearningCurve;
import org.einthoven.training.run.TrainingTime;
import org.junit.jupiter.api.Test;

class SeedFiguresTest {

  private static SeedFigures figures() {
    Map<Long, Map<String, Double>> bySeed = new LinkedHashMap<>();
    bySeed.put(1L, Map.of("V F1", 90.0));
    bySeed.put(2L, Map.of("V F1", 94.0));
    bySeed.put(3L, Map.of("V F1", 91.0));
    return new SeedFigures(3, false, bySeed);
  }

  /** A seed that finds so many of ten S beats of training patients. */
  private static SeedOutcome seed(long seed, int found) {
    BeatConfusion confusion = new BeatConfusion();
    for (BeatClass beatClass : BeatClass.values()) {
      confusion.add(beatClass, beatClass);
    }
    for (int i = 0; i < 10; i++) {
      confusion.add(BeatClass.S, i < found ? BeatClass.S : BeatClass.N);
    }
    DfnetChoices choices =
        new DfnetChoices(
            new double[5],
            0.5,
            confusion,
            confusion,
            new Discrimination(new double[] {0.2, 0.9}, new boolean[] {false, true}),
            List.of());
    return new SeedOutcome(
        seed,
        new DfnetTraining.Outcome(new Weights(Map.of()), choices, null),
        new LearningCurve(),
        TrainingTime.NONE);
  }

  @Test
  void medianAndRangeStandBesideTheShippedSeed() {
    assertThat(figures().section())
        .contains("The network of seed 3 ships", "| V F1 | 91.0 | 90.0 | 94.0 | 91.0 |");
  }

  @Test
  void theJsonHasEverySeed() throws IOException {
    JsonNode json = new ObjectMapper().readTree(figures().json());

    assertThat(json.get("shippedSeed").asLong()).isEqualTo(3);
    assertThat(json.at("/figures/V F1/median").asDouble()).isEqualTo(91);
    assertThat(json.at("/figures/V F1/bySeed/2").asDouble()).isEqualTo(94);
  }

  @Test
  void oneSeedSaysNothingOfVariation() {
    assertThat(new SeedFigures(1, false, Map.of(1L, Map.of("V F1", 90.0))).section())
        .contains("not known");
  }

  @Test
  void ofAnEvenNumberTheMedianLiesBetweenTheMiddleTwo() {
    assertThat(SeedFigures.median(new double[] {1, 2, 4, 9})).isEqualTo(3);
  }

  @Test
  void theSeedWithTheMedianScoreShipsNotTheBest() {
    List<SeedOutcome> outcomes = List.of(seed(1, 9), seed(2, 3), seed(3, 6));

    assertThat(SeedOutcome.median(outcomes).seed()).isEqualTo(3);
    assertThat(SeedOutcome.median(outcomes.subList(0, 2)).seed()).as("the lower").isEqualTo(2);
  }

  @Test
  void seedsAreGivenAsAListOrAsTheirNumber() {
    SeedList.Converter converter = new SeedList.Converter();

    assertThat(converter.convert("3").seeds()).isEqualTo(List.of(1L, 2L, 3L));
    assertThat(converter.convert("7, 9").seeds()).isEqualTo(List.of(7L, 9L));
    for (String wrong : new ArrayList<>(List.of("0", "x", "1,1", "1,"))) {
      assertThatThrownBy(() -> converter.convert(wrong)).as(wrong).isInstanceOf(Exception.class);
    }
  }

  @Test
  void whereTheFirstSeedAloneWasCrossValidatedItIsSaidAndNoSpreadIsClaimed() {
    Map<Long, Map<String, Double>> bySeed = new LinkedHashMap<>();
    bySeed.put(1L, Map.of("cross-validated score", 73.0, "V F1", 90.0));
    bySeed.put(2L, Map.of("V F1", 92.0));

    assertThat(new SeedFigures(1, true, bySeed).section())
        .contains("It alone was cross-validated", "| cross-validated score | – | – | – | 73.0 |")
        .contains("| V F1 | 91.0 | 90.0 | 92.0 | 90.0 |")
        .doesNotContain("is the median one");
  }
}
