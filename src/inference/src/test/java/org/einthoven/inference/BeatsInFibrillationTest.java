package org.einthoven.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.rhythm.RhythmWindow;
import org.einthoven.ecg.signal.QrsDetector;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeatsInFibrillationTest {

  private static final float[] LIKELY_S = {0.2f, 0.7f, 0.06f, 0.04f, 0};

  @TempDir private Path models;

  private static Prepared<List<BeatScore>> beats(double... seconds) {
    return new Prepared.Ready<>(
        Arrays.stream(seconds)
            .mapToObj(s -> new BeatScore((int) (s * 500), s, LIKELY_S, 0.4))
            .toList());
  }

  private static FibrillationScores.Window window(double from, double to, double probability) {
    return new FibrillationScores.Window(
        new RhythmWindow(from, to, 10, new float[0], new float[0]), probability, 0.5);
  }

  private static Prepared<FibrillationScores> rhythm(FibrillationScores.Window... windows) {
    return new Prepared.Ready<>(new FibrillationScores(Lead.II, 4, 0.7, List.of(windows)));
  }

  private static List<BeatClass> classes(Prepared<List<BeatScore>> beats) {
    return ((Prepared.Ready<List<BeatScore>>) beats).input().stream().map(BeatScore::best).toList();
  }

  @Test
  void noBeatIsSupraventricularInAStretchOfWhichFibrillationIsStated() {
    Prepared<List<BeatScore>> found =
        BeatsInFibrillation.of(
            beats(9.9, 10, 19.9, 20, 35, 40),
            rhythm(window(0, 10, 0.69), window(10, 20, 0.7), window(30, 40, 0.9)));

    assertThat(classes(found))
        .as("a beat between stretches that could be judged, or after the last, keeps its class")
        .containsExactly(
            BeatClass.S, BeatClass.N, BeatClass.N, BeatClass.S, BeatClass.N, BeatClass.S);
    assertThat(((Prepared.Ready<List<BeatScore>>) found).input())
        .extracting(BeatScore::ruledOut)
        .containsExactly(false, true, true, false, true, false);
  }

  @Test
  void whatWasGivenToSupraventricularGoesToNormalAndTheOthersStay() {
    float[] found = BeatsInFibrillation.probabilities(LIKELY_S);

    assertThat(found).containsExactly(new float[] {0.9f, 0, 0.06f, 0.04f, 0}, within(1e-6f));
    assertThat(LIKELY_S[BeatClass.S.column()]).as("what was given is not changed").isEqualTo(0.7f);
  }

  @Test
  void withoutARhythmTheBeatsStayAsTheyAre() {
    Prepared<List<BeatScore>> beats = beats(1, 2);

    assertThat(BeatsInFibrillation.of(beats, new Prepared.NotPossible<>("too short")))
        .isSameAs(beats);
    assertThat(BeatsInFibrillation.of(new Prepared.NotPossible<>("too few"), rhythm()))
        .isEqualTo(new Prepared.NotPossible<List<BeatScore>>("too few"));
  }

  @Test
  void theRuleHoldsForModelsWhoseManifestHasItAndForNoOthers() throws Exception {
    Recording recording =
        EcgSynthesis.of(SyntheticRhythm.ATRIAL_FIBRILLATION, 3).lasting(30, 500).make().recording();
    int[] rPeaks = QrsDetector.detect(recording);
    DfnetInputs inputs = DfnetInputs.of(recording, rPeaks);
    Path with =
        CopiedModels.copy(
            models,
            "9.0.1",
            manifest -> manifest.withObject("/fibrillation").put("rulesOutSupraventricular", true));
    Path without =
        CopiedModels.copy(
            models,
            "9.0.2",
            manifest -> manifest.withObject("/fibrillation").remove("rulesOutSupraventricular"));

    try (DfnetModel ruled = DfnetModel.load(with);
        DfnetModel free = DfnetModel.load(without)) {
      Prepared<List<BeatScore>> alone = free.score(inputs.recording()).beats();
      assertThat(free.answer(inputs).recording().beats())
          .usingRecursiveComparison()
          .isEqualTo(alone);
      assertThat(ruled.answer(inputs).recording().beats())
          .usingRecursiveComparison()
          .isEqualTo(BeatsInFibrillation.of(alone, ruled.fibrillation(inputs.rhythm())))
          .isNotEqualTo(alone);
      assertThat(ruled.beats(recording, rPeaks))
          .as("evaluations take the same road")
          .usingRecursiveComparison()
          .isEqualTo(ruled.answer(inputs).recording().beats());
    }
  }
}
