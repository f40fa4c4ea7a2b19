package org.einthoven.ecg.beat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReplacedBeatTest {

  @Test
  void nothingOfTheRecordedBeatsShapeStaysInTheFeatures() {
    float[] recorded = new float[FeatureRow.COUNT];
    Arrays.fill(recorded, 9);
    float[] window = new float[2 * BeatPreparation.WINDOW_SAMPLES];
    for (int i = 0; i < window.length; i++) {
      window[i] = (float) Math.sin(i / 5.0);
    }

    float[] features = ReplacedBeat.features(recorded, window, window.clone(), window.clone());

    int rhythm = RhythmFeatures.COUNT;
    assertThat(Arrays.copyOf(features, rhythm)).containsOnly(9f);
    assertThat(Arrays.copyOfRange(features, FeatureRow.KINDS, FeatureRow.P_WAVES)).containsOnly(9f);
    assertThat(Arrays.copyOfRange(features, rhythm, FeatureRow.KINDS)).doesNotContain(9f);
    assertThat(Arrays.copyOfRange(features, FeatureRow.P_WAVES, FeatureRow.COUNT)).containsOnly(0f);
  }
}
