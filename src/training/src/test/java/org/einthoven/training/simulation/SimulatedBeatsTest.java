package org.einthoven.training.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.PatientBeats;
import org.junit.jupiter.api.Test;

class SimulatedBeatsTest {

  private static final int PRE_TO_NEARBY_SINUS = 29;

  /** Beats with a P wave of a height and an R wave of a width. */
  private static PatientBeats patient(int record, double pHeight, double rWidth) {
    float[][][] millivolts = new float[2][12][BeatPreparation.WINDOW_SAMPLES];
    for (float[][] lead : millivolts) {
      for (float[] window : lead) {
        for (int i = 0; i < window.length; i++) {
          window[i] =
              (float)
                  (pHeight * Math.exp(-Math.pow((i - 15) / 3.0, 2))
                      + Math.exp(-Math.pow((i - 35) / rWidth, 2)));
        }
      }
    }
    return new PatientBeats(record, millivolts, 0.8);
  }

  private static SimulatedBeats.DonorBeats donor() {
    return new SimulatedBeats.DonorBeats(patient(200, 0, 8), Collections.nCopies(12, BeatClass.V));
  }

  @Test
  void theSameSeedMakesTheSameBeats() {
    SimulatedBeats simulated = new SimulatedBeats(List.of(patient(0, 0.2, 2)), List.of(donor()));

    BeatSet once = simulated.make(500, 7);
    BeatSet again = simulated.make(500, 7);

    assertThat(once.size()).isGreaterThanOrEqualTo(500);
    assertThat(again.classes()).isEqualTo(once.classes());
    assertThat(again.windows()).isDeepEqualTo(once.windows());
    assertThat(again.features()).isDeepEqualTo(once.features());
  }

  @Test
  void supraventricularBeatsAreEarlyAgainstTheSinusInterval() {
    BeatSet beats = new SimulatedBeats(List.of(patient(0, 0.2, 2)), List.of()).make(3000, 1);

    assertThat(mean(beats, BeatClass.S)).isLessThan(-0.4);
    assertThat(mean(beats, BeatClass.N)).isGreaterThan(-0.2);
  }

  @Test
  void withoutADonorThereAreNoVentricularBeats() {
    BeatSet beats = new SimulatedBeats(List.of(patient(0, 0.2, 2)), List.of()).make(2000, 1);

    assertThat(Set.copyOf(List.of(beats.classes())))
        .containsExactlyInAnyOrder(BeatClass.N, BeatClass.S);
  }

  @Test
  void beatsMadeWithADonorCarryItsRecordSoThatTheyCanBeLeftOut() {
    BeatSet beats = new SimulatedBeats(List.of(patient(0, 0.2, 2)), List.of(donor())).make(3000, 1);

    Set<Integer> records =
        IntStream.range(0, beats.size())
            .filter(i -> beats.classes()[i] == BeatClass.V || beats.classes()[i] == BeatClass.F)
            .mapToObj(i -> beats.records()[i])
            .collect(Collectors.toSet());

    assertThat(records).containsExactly(200);
    assertThat(beats.ofRecords(record -> record != 200).classes())
        .doesNotContain(BeatClass.V, BeatClass.F);
  }

  @Test
  void ofOneLeadTheSecondStaysEmpty() {
    PatientBeats two = patient(0, 0.2, 2);
    PatientBeats one = new PatientBeats(0, new float[][][] {two.millivolts()[0]}, 0.8);

    BeatSet beats = new SimulatedBeats(List.of(one), List.of(donor())).make(300, 1);

    int samples = BeatPreparation.WINDOW_SAMPLES;
    for (float[] window : beats.windows()) {
      assertThat(IntStream.range(samples, 2 * samples).allMatch(i -> window[i] == 0)).isTrue();
    }
  }

  @Test
  void thePatientsOwnBeatsStayAsTheyAre() {
    PatientBeats patient = patient(0, 0.2, 2);
    float[] before = patient.millivolts()[0][3].clone();

    new SimulatedBeats(List.of(patient), List.of(donor())).make(2000, 3);

    assertThat(patient.millivolts()[0][3]).isEqualTo(before);
  }

  @Test
  void withoutPatientsThereIsNothingToMakeBeatsOf() {
    assertThatThrownBy(() -> new SimulatedBeats(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double mean(BeatSet beats, BeatClass beatClass) {
    return IntStream.range(0, beats.size())
        .filter(i -> beats.classes()[i] == beatClass)
        .mapToDouble(i -> beats.features()[i][PRE_TO_NEARBY_SINUS])
        .average()
        .orElseThrow();
  }
}
