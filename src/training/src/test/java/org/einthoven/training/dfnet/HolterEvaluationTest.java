package org.einthoven.training.dfnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.holter.HolterBeats;
import org.einthoven.inference.DfnetModel;
import org.einthoven.training.evaluation.EvaluationResult;
import org.einthoven.training.evaluation.RecordSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The first test needs nothing; the others read records of MIT-BIH that the model was trained on,
 * where the system property {@code einthoven.mitdb} or the environment's {@code EINTHOVEN_MITDB}
 * names the database's folder.
 */
class HolterEvaluationTest {

  @Test
  void countsBeatsOfAnotherClassAndBeatsThatOnlyOneReadingHas() {
    HolterBeats one = beats(new double[] {1, 2, 3, 4, 5}, "NNVSN");
    HolterBeats other = beats(new double[] {1.01, 2, 3, 4.5, 4.9, 6}, "NVVSNN");

    assertThat(HolterEvaluation.differences(one, other)).containsExactly(1, 3);
  }

  @Test
  void findsTheAnnotatedPauseAndTheAnnotatedBeats() throws Exception {
    HolterEvaluation.OfRecord of = evaluated(201);

    assertThat(of.found().longestSeconds())
        .isCloseTo(of.annotated().longestSeconds(), within(0.02));
    assertThat(of.found().beats()).isBetween(1940, 1970);
    assertThat(of.found().ventricular()).isBetween(190, 206);
    assertThat(of.found().perMinute()).isCloseTo(of.annotated().perMinute(), within(0.5));
    assertThat(of.fibrillation()[0]).isGreaterThan(9);
  }

  @Test
  void statesNoPauseWhereOneLeadShowsBeatsBesideAnArtefactOfTheOther() throws Exception {
    HolterEvaluation.OfRecord of = evaluated(208);

    assertThat(of.found().longestSeconds()).isLessThan(2);
    assertThat(of.notJudgedSeconds()).isGreaterThan(4);
  }

  @Test
  void classesBeatsAlikeWhereverPiecesOfWholeBlocksAreCut() throws Exception {
    HolterEvaluation.OfRecord of = evaluated(119);
    List<HolterEvaluation.OfCut> cuts = of.cuts();

    assertThat(cuts.get(1).changed()).isLessThanOrEqualTo(2);
    assertThat(cuts.get(2).changed()).isLessThanOrEqualTo(2);
    EvaluationResult result = HolterReport.begin();
    HolterReport.add(RecordSet.DS1, List.of(of), result);
    assertThat(result.fields()).containsKey("ds1");
  }

  private static HolterEvaluation.OfRecord evaluated(int record) throws Exception {
    String folder = System.getProperty("einthoven.mitdb", System.getenv("EINTHOVEN_MITDB"));
    Assumptions.assumeTrue(
        folder != null && Files.exists(Path.of(folder, record + ".atr")),
        "EINTHOVEN_MITDB does not name the folder of the MIT-BIH Arrhythmia Database");
    try (DfnetModel model = DfnetModel.loadPackaged()) {
      return HolterEvaluation.of(Path.of(folder), record, model);
    }
  }

  private static HolterBeats beats(double[] seconds, String classes) {
    HolterBeats.Builder beats = new HolterBeats.Builder();
    for (int i = 0; i < seconds.length; i++) {
      BeatClass beatClass = BeatClass.valueOf(classes.substring(i, i + 1));
      beats.add(seconds[i], Optional.of(beatClass), 1);
    }
    return beats.build();
  }
}
