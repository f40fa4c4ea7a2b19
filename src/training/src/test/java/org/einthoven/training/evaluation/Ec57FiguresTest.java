package org.einthoven.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.einthoven.ecg.beat.BeatClass;
import org.junit.jupiter.api.Test;

class Ec57FiguresTest {

  private final BeatConfusion beats = new BeatConfusion();

  private void add(BeatClass annotated, BeatClass found, int count) {
    for (int i = 0; i < count; i++) {
      beats.add(annotated, found);
    }
  }

  @Test
  void fusionAndUnclassifiableBeatsCalledVentricularAreNoFalseAlarms() {
    add(BeatClass.V, BeatClass.V, 8);
    add(BeatClass.N, BeatClass.V, 1);
    add(BeatClass.S, BeatClass.V, 1);
    add(BeatClass.F, BeatClass.V, 5);
    add(BeatClass.Q, BeatClass.V, 5);

    assertThat(Ec57Figures.of(beats).veb().ppv()).isEqualTo(0.8);
  }

  @Test
  void unclassifiableBeatsCalledSupraventricularAreNoFalseAlarmsButFusionBeatsAre() {
    add(BeatClass.S, BeatClass.S, 6);
    add(BeatClass.F, BeatClass.S, 2);
    add(BeatClass.Q, BeatClass.S, 9);

    assertThat(Ec57Figures.of(beats).sveb().ppv()).isEqualTo(0.75);
  }

  @Test
  void missedBeatsCountAgainstSensitivityAndExtraOnesAgainstPredictivity() {
    add(BeatClass.V, BeatClass.V, 3);
    beats.addMissed(BeatClass.V);
    beats.addExtra(BeatClass.V);
    beats.addExtra(BeatClass.N);

    Ec57Figures figures = Ec57Figures.of(beats);
    assertThat(figures.veb().se()).isEqualTo(0.75);
    assertThat(figures.veb().ppv()).isEqualTo(0.75);
    assertThat(figures.qrs().se()).isEqualTo(0.75);
    assertThat(figures.qrs().ppv()).isEqualTo(0.6);
  }

  @Test
  void theFalsePositiveRateIsAgainstDetectedBeatsOfOtherClasses() {
    add(BeatClass.N, BeatClass.N, 98);
    add(BeatClass.N, BeatClass.V, 2);
    beats.addMissed(BeatClass.N);

    assertThat(Ec57Figures.of(beats).veb().fpr()).isEqualTo(0.02);
  }

  @Test
  void anAverageLeavesOutTheRecordsWithoutTheClass() {
    add(BeatClass.V, BeatClass.V, 1);
    BeatConfusion half = new BeatConfusion();
    half.add(BeatClass.V, BeatClass.V);
    half.addMissed(BeatClass.V);
    BeatConfusion none = new BeatConfusion();
    none.add(BeatClass.N, BeatClass.N);
    Ec57Beats records = new Ec57Beats(List.of(of(beats), of(half), of(none)));

    assertThat(records.average(figures -> figures.veb().se())).isEqualTo(0.75);
  }

  private static Ec57Beats.OfRecord of(BeatConfusion beats) {
    return new Ec57Beats.OfRecord("100", OptionalInt.empty(), Optional.empty(), beats, 0);
  }
}
