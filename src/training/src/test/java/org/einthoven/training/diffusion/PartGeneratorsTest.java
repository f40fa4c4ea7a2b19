package org.einthoven.training.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.ReplacedBeat;
import org.einthoven.inference.diffusion.Sampling;
import org.einthoven.training.data.BeatSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartGeneratorsTest {

  @TempDir private Path folder;

  private final List<String> told = new ArrayList<>();

  private PartGenerators generators(boolean resume) {
    return new PartGenerators(BellBeats.SMALL, 6, new Sampling(2, 1), folder, resume, told::add);
  }

  private static BeatSet training() {
    GeneratorBeats bells = BellBeats.of(60, 4);
    float[][] windows = new float[bells.size()][];
    float[][] features = new float[bells.size()][];
    for (int i = 0; i < windows.length; i++) {
      windows[i] = ReplacedBeat.channels(bells.windows()[i], bells.usual()[i]);
      features[i] =
          ReplacedBeat.features(
              new float[BeatPreparation.FEATURES],
              bells.windows()[i],
              bells.usual()[i],
              bells.usual()[i]);
    }
    return new BeatSet(windows, features, bells.classes(), bells.records());
  }

  @Test
  void rareBeatsAreMadeInPlacesAmongThoseOfTheTrainingPatients() throws IOException {
    BeatSet made = generators(false).make(training(), 2, true);

    assertThat(made.classes()).hasSize(6).containsOnly(BeatClass.V);
    assertThat(Arrays.stream(made.records())).allMatch(record -> record >= 100 && record < 103);
  }

  @Test
  void aGeneratorServesEverySeedAndARunThatGoesOn() throws IOException {
    PartGenerators first = generators(false);
    BeatSet made = first.make(training(), 2, true);
    assertThat(first.make(training(), 2, true)).isSameAs(made);

    told.clear();
    BeatSet again = generators(true).make(training(), 2, true);

    assertThat(told).noneMatch(line -> line.contains("loss"));
    assertThat(again.windows()).isDeepEqualTo(made.windows());
  }

  @Test
  void withoutGruItIsAnotherGenerator() throws IOException {
    PartGenerators generators = generators(false);

    assertThat(generators.make(training(), 2, false).windows()[0])
        .isNotEqualTo(generators.make(training(), 2, true).windows()[0]);
  }
}
