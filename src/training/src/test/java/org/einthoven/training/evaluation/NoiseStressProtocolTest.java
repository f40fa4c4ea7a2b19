package org.einthoven.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;
import org.einthoven.inference.DfnetModel;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.data.Noise;
import org.einthoven.training.data.NoiseStress;
import org.einthoven.training.data.WrittenRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoiseStressProtocolTest {

  private static final int RATE = 100;
  private static final int SECONDS = 560;

  @TempDir private Path mitdb;

  private static Noise noise() {
    SplittableRandom random = new SplittableRandom(1);
    float[] channel = new float[400 * RATE];
    for (int i = 0; i < channel.length; i++) {
      channel[i] = (float) (random.nextDouble() - 0.5);
    }
    return new Noise(NoiseStress.Kind.MUSCLE, RATE, List.of(channel));
  }

  /** A beat a second that rises by 1,000 µV and falls again, and nothing else. */
  private static MitBih.Annotated record() {
    float[] signal = new float[SECONDS * RATE];
    int[] peaks = new int[SECONDS - 1];
    List<BeatClass> classes = new ArrayList<>();
    for (int beat = 0; beat < peaks.length; beat++) {
      peaks[beat] = (beat + 1) * RATE;
      signal[peaks[beat]] = 1000;
      classes.add(BeatClass.N);
    }
    Recording recording =
        new Recording(
            List.of(new LeadSignal(Lead.II, signal)), RATE, null, null, null, Source.of("test"));
    return new MitBih.Annotated(100, recording, peaks, classes);
  }

  private static double[] added(double decibels) {
    float[] noisy =
        NoiseStressProtocol.stressed(record(), noise(), decibels)
            .recording()
            .leads()
            .get(0)
            .microvolts();
    float[] clean = record().recording().leads().get(0).microvolts();
    double[] added = new double[clean.length];
    Arrays.setAll(added, i -> noisy[i] - clean[i]);
    return added;
  }

  private static double deviation(double[] values, int fromSecond, int toSecond) {
    double[] some = Arrays.copyOfRange(values, fromSecond * RATE, toSecond * RATE);
    double mean = Arrays.stream(some).average().orElseThrow();
    return Math.sqrt(Arrays.stream(some).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  @Test
  void theSignalsPowerIsThatOfASineOfTheAmplitudeOfTheQrsComplexes() {
    float[] signal = record().recording().leads().get(0).microvolts();

    assertThat(NoiseStressProtocol.signalPower(signal, RATE, record().rPeaks()))
        .isCloseTo(1000.0 * 1000 / 8, within(1e-6));
  }

  @Test
  void fewExtremeComplexesChangeNothing() {
    float[] signal = record().recording().leads().get(0).microvolts();
    for (int beat = 1; beat <= 10; beat++) {
      signal[beat * RATE] = 20_000;
    }

    assertThat(NoiseStressProtocol.signalPower(signal, RATE, record().rPeaks()))
        .isCloseTo(1000.0 * 1000 / 8, within(1e-6));
  }

  @Test
  void noiseHasTheRatioToTheSignalThatIsAskedFor() {
    double signal = 1000 / Math.sqrt(8);

    assertThat(deviation(added(0), 300, 420)).isCloseTo(signal, within(0.02 * signal));
    assertThat(deviation(added(-6), 300, 420)).isCloseTo(2 * signal, within(0.04 * signal));
    assertThat(deviation(added(24), 300, 420)).isCloseTo(signal / 15.85, within(0.002 * signal));
  }

  @Test
  void twoMinutesOfNoiseTakeTurnsWithTwoOfQuietFromTheFifthMinuteOn() {
    double[] added = added(6);

    assertThat(deviation(added, 0, 300)).isZero();
    assertThat(deviation(added, 420, 540)).isCloseTo(0, within(1e-3));
    assertThat(deviation(added, 540, 560)).isGreaterThan(100);
    assertThat(NoiseStressProtocol.isNoisy(299.9)).isFalse();
    assertThat(NoiseStressProtocol.isNoisy(300)).isTrue();
    assertThat(NoiseStressProtocol.isNoisy(420)).isFalse();
    assertThat(NoiseStressProtocol.clean(SECONDS))
        .containsExactly(new Ec57BeatMatch.Span(420, 540));
  }

  @Test
  void theSignalDoesNotJumpWhereNoiseBeginsOrEnds() {
    double[] added = added(6);

    assertThat(added[300 * RATE]).isCloseTo(0, within(1e-2));
    assertThat(added[420 * RATE]).isCloseTo(added[420 * RATE - 1], within(1e-2));
  }

  @Test
  void onlyStretchesWithNoiseAreCountedAndFiguresStandByRatio() throws IOException {
    WrittenRecords.write(mitdb, "101", 360, 440, Lead.MODIFIED_LIMB, Lead.V1);
    WrittenRecords.annotate(mitdb, "101", 360, "N".repeat(550));
    Ec57Record record = Ec57Record.load(mitdb, "101");
    try (DfnetModel model = DfnetModel.loadPackaged()) {
      NoiseEvaluation clean = new NoiseEvaluation(model);
      clean.add(record, record.annotated());
      NoiseEvaluation drowned = new NoiseEvaluation(model);
      drowned.add(record, NoiseStressProtocol.stressed(record.annotated(), noise(), -20));

      // Beats at 0.4 + 0.8 i seconds: 150 from the 300th to the 420th.
      assertThat(clean.figures().annotated().total()).isEqualTo(150);
      assertThat(clean.figures().pieces()).isEqualTo(12);
      // Nothing but sharp beats on a flat line is no ECG to the judgement of quality.
      assertThat(clean.figures().unusable()).isEqualTo(12);
      assertThat(clean.figures().usable().total()).isZero();
      assertThat(Ec57Figures.of(clean.figures().detected()).qrs().se()).isEqualTo(1);
      assertThat(Ec57Figures.of(drowned.figures().detected()).qrs().ppv()).isLessThan(1);
      EvaluationResult result =
          NoiseResult.of("m", "one", clean, Map.of(-20, Map.of("ma", drowned)));
      JsonNode json = new ObjectMapper().readTree(ResultText.of(result, Format.JSON));
      assertThat(json.at("/snr/-20/noises/ma/pieces10s/pieces").asInt()).isEqualTo(12);
      assertThat(json.at("/clean/detected/qrs/se").asDouble()).isEqualTo(1);
      assertThat(ResultText.of(result, Format.MARKDOWN)).contains("Muscle (ma)");
    }
  }
}
