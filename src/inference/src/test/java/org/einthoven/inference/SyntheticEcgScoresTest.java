package org.einthoven.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.signal.QrsDetector;
import org.einthoven.ecg.synthesis.Disturbance;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticBeat;
import org.einthoven.ecg.synthesis.SyntheticEcg;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.junit.jupiter.api.Test;

/**
 * The packaged model on ECGs that it was not trained on and whose beats are known: not a measure of
 * its quality, but enough to notice leads, rates or labels that were mixed up.
 */
class SyntheticEcgScoresTest {

  private static List<BeatScore> score(SyntheticEcg ecg, int[] rPeaks) {
    try (DfnetModel model = DfnetModel.loadPackaged()) {
      Prepared<List<BeatScore>> beats =
          model.score(BeatPreparation.prepare(ecg.recording(), rPeaks)).beats();
      assertThat(beats).isInstanceOf(Prepared.Ready.class);
      return ((Prepared.Ready<List<BeatScore>>) beats).input();
    }
  }

  private static double share(SyntheticEcg ecg, List<BeatScore> scores, BeatClass beatClass) {
    int there = 0;
    int found = 0;
    for (int i = 0; i < scores.size(); i++) {
      SyntheticBeat beat = ecg.beats().get(i);
      there += beat.beatClass() == beatClass ? 1 : 0;
      found += beat.beatClass() == beatClass && scores.get(i).best() == beatClass ? 1 : 0;
    }
    assertThat(there).isPositive();
    return (double) found / there;
  }

  @Test
  void theBeatsOfASinusRhythmAreNormal() {
    SyntheticEcg ecg =
        EcgSynthesis.of(SyntheticRhythm.SINUS, 1).under(Disturbance.LITTLE).lasting(30, 500).make();

    assertThat(share(ecg, score(ecg, ecg.rPeaks()), BeatClass.N)).isGreaterThan(0.95);
  }

  @Test
  void ventricularBeatsAmongSinusBeatsAreFoundMostly() {
    SyntheticEcg ecg =
        EcgSynthesis.of(SyntheticRhythm.PREMATURE_VENTRICULAR, 2)
            .withEctopicShare(0.2)
            .lasting(30, 500)
            .make();

    List<BeatScore> scores = score(ecg, ecg.rPeaks());

    assertThat(share(ecg, scores, BeatClass.V)).isGreaterThan(0.5);
    assertThat(share(ecg, scores, BeatClass.N)).isGreaterThan(0.8);
  }

  @Test
  void detectedBeatsScoreAsWellAsKnownOnes() {
    SyntheticEcg ecg = EcgSynthesis.of(SyntheticRhythm.SINUS, 3).lasting(10, 250).make();

    List<BeatScore> scores = score(ecg, QrsDetector.detect(ecg.recording()));

    assertThat(scores).hasSameSizeAs(ecg.beats());
    assertThat(scores).allMatch(score -> score.best() == BeatClass.N);
  }
}
