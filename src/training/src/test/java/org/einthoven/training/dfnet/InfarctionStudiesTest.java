package org.einthoven.training.dfnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.evaluation.InfarctionEvaluation;
import org.junit.jupiter.api.Test;

/** The studies of one lead, on made-up beats. */
class InfarctionStudiesTest {

  private static final DfnetSettings SHORT =
      new DfnetSettings(12, 0, 1, 16, 4e-3, 1e-2, 0.1, 0, 0.9);

  @Test
  void aNetworkOfLeadTwoAloneTellsWhatLeadTwoShows() throws IOException {
    LeadTwoInfarction.Trained trained =
        new LeadTwoInfarction(SHORT, 1, line -> {}).train(SyntheticSets.records(64, 2));

    Map<String, InfarctionEvaluation.Figures> figures =
        InfarctionFigures.ptbXl(trained.judge(SyntheticSets.records(40, 4)), "made-up");

    assertThat(figures.get("ptbxl").auc()).isGreaterThan(0.95);
    assertThat(figures.get("ptbxl").se()).isGreaterThan(0.8);
    assertThat(figures).containsKeys("women", "under65", "conductionDisturbance");
    assertThat(figures.get("men").records()).isZero();
  }

  @Test
  void beatsOfKnownPatientsAreToldByThePatientAndBeatsOfOthersAreNot() throws IOException {
    Map<String, InfarctionEvaluation.Figures> figures =
        new PatientLeakage(SHORT, 1, line -> {}).figures(beatsThatShowThePatientAlone());

    assertThat(figures.get("randomBeats").auc()).isGreaterThan(0.9);
    assertThat(figures.get("patients").auc()).isLessThan(figures.get("randomBeats").auc() - 0.1);
  }

  /** Each patient has a wave of his own, and infarction is drawn by lot. */
  private static MedianBeatSet beatsThatShowThePatientAlone() {
    SplittableRandom random = new SplittableRandom(6);
    List<MedianBeatSet.Entry> entries = new ArrayList<>();
    for (int patient = 0; patient < 20; patient++) {
      boolean infarction = patient % 2 == 0;
      double place = 10 + 70 * random.nextDouble();
      double height = random.nextDouble() < 0.5 ? 1 : -1;
      for (int beat = 0; beat < 15; beat++) {
        float[] values = new float[BeatPreparation.WINDOW_SAMPLES];
        for (int i = 0; i < values.length; i++) {
          double distance = (i - place) / 3;
          values[i] =
              (float)
                  (height * Math.exp(-distance * distance / 2)
                      + 0.05 * (random.nextDouble() - 0.5));
        }
        entries.add(SyntheticSets.beat(values, infarction, "p" + patient));
      }
    }
    return new MedianBeatSet(entries);
  }
}
