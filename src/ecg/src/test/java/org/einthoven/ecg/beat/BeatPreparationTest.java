package org.einthoven.ecg.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;
import org.junit.jupiter.api.Test;

class BeatPreparationTest {

  private static final Lead[] EIGHT = {
    Lead.I, Lead.II, Lead.V1, Lead.V2, Lead.V3, Lead.V4, Lead.V5, Lead.V6
  };
  private static final int[] TEN_SECONDS = BumpRecording.peaks(0.5, BumpRecording.steady(11, 0.8));
  private static final double WINDOWS = 369.52129255613363;
  private static final double FEATURES_OF_VERSION_2 = 141.34237016574912;
  private static final double FEATURES = 316.68816431268306;
  private static final double MEDIAN = 86.31042506359518;
  private static final int ROW = BeatPreparation.CHANNELS * BeatPreparation.WINDOW_SAMPLES;

  private static BeatInputs beats(Recording recording, int[] rPeaks) {
    Prepared<BeatInputs> prepared = BeatPreparation.prepare(recording, rPeaks).beats();
    assertThat(prepared).isInstanceOf(Prepared.Ready.class);
    return ((Prepared.Ready<BeatInputs>) prepared).input();
  }

  private static String reason(Prepared<?> prepared) {
    assertThat(prepared).isInstanceOf(Prepared.NotPossible.class);
    return ((Prepared.NotPossible<?>) prepared).reason();
  }

  @Test
  void everyBeatGetsAWindowWithItsRPeakInPlace() {
    BeatInputs beats = beats(BumpRecording.of(10, TEN_SECONDS, 1, Lead.II, Lead.V1), TEN_SECONDS);

    assertThat(beats.count()).isEqualTo(12);
    assertThat(beats.windows()).hasSize(12 * ROW);
    assertThat(beats.features()).hasSize(12 * BeatPreparation.FEATURES);
    for (int beat = 0; beat < 12; beat++) {
      float[] window = Arrays.copyOfRange(beats.windows(), beat * ROW, beat * ROW + 90);
      int highest = 0;
      for (int i = 0; i < window.length; i++) {
        highest = window[i] > window[highest] ? i : highest;
      }
      assertThat(highest).isCloseTo(BeatPreparation.BEFORE_R, within(1));
    }
  }

  @Test
  void theGainOfARecordingDoesNotMatterToItsBeats() {
    BeatInputs low = beats(BumpRecording.of(10, TEN_SECONDS, 0.7, Lead.II, Lead.V1), TEN_SECONDS);
    BeatInputs high = beats(BumpRecording.of(10, TEN_SECONDS, 2.1, Lead.II, Lead.V1), TEN_SECONDS);

    for (int i = 0; i < low.windows().length; i++) {
      assertThat(high.windows()[i]).isCloseTo(low.windows()[i], within(5e-3f));
    }
    for (int i = 0; i < low.features().length; i++) {
      assertThat(high.features()[i]).isCloseTo(low.features()[i], within(5e-3f));
    }
  }

  @Test
  void leadTwoAndTheRightPrecordiumAreChosen() {
    Recording recording = BumpRecording.of(10, TEN_SECONDS, 1, EIGHT);

    assertThat(beats(recording, TEN_SECONDS).leads()).containsExactly(Lead.II, Lead.V1);
  }

  @Test
  void oneLeadLeavesTheSecondLeadsInputsAtZero() {
    BeatInputs beats = beats(BumpRecording.of(10, TEN_SECONDS, 1, Lead.UNSPECIFIED), TEN_SECONDS);

    assertThat(beats.leads()).containsExactly(Lead.UNSPECIFIED);
    for (int channel : new int[] {1, 3}) {
      float[] window = Arrays.copyOfRange(beats.windows(), channel * 90, channel * 90 + 90);
      assertThat(window).containsOnly(0f);
    }
    float[] features = Arrays.copyOf(beats.features(), BeatPreparation.FEATURES);
    float[] cleared = features.clone();
    FeatureRow.clearSecondLead(cleared, 0);
    assertThat(features).isEqualTo(cleared);
  }

  @Test
  void aBeatAtTheVeryEdgeIsStillABeat() {
    int[] rPeaks = BumpRecording.peaks(0.002, BumpRecording.steady(12, 0.8));

    BeatInputs beats = beats(BumpRecording.of(9.61, rPeaks, 1, Lead.II), rPeaks);

    assertThat(beats.count()).isEqualTo(13);
    for (float value : beats.windows()) {
      assertThat(value).isFinite();
    }
  }

  @Test
  void tooFewBeatsAreNotJudged() {
    int[] three = BumpRecording.peaks(0.5, 0.8, 0.8);
    Recording recording = BumpRecording.of(3, three, 1, Lead.II);

    assertThat(reason(BeatPreparation.prepare(recording, three).beats())).contains("fewer than 4");
    assertThat(reason(BeatPreparation.prepare(recording, new int[0]).beats()))
        .contains("fewer than 4");
  }

  @Test
  void aRateTooLowForTheShapeOfABeatIsNotJudged() {
    LeadSignal lead = new LeadSignal(Lead.II, new float[500]);
    Recording slow =
        new Recording(java.util.List.of(lead), 50, null, null, null, Source.of("test"));

    assertThat(reason(BeatPreparation.prepare(slow, new int[] {10, 50, 90, 130, 170}).beats()))
        .contains("100 Hz");
  }

  @Test
  void twelveLeadsFollowFromEight() {
    Recording recording = BumpRecording.of(10, TEN_SECONDS, 1, EIGHT);

    Prepared<MedianBeat> median = BeatPreparation.prepare(recording, TEN_SECONDS).medianBeat();

    assertThat(median).isInstanceOf(Prepared.Ready.class);
    float[] millivolts = ((Prepared.Ready<MedianBeat>) median).input().millivolts();
    assertThat(millivolts).hasSize(12 * 90);
    float one = millivolts[BeatPreparation.BEFORE_R];
    float two = millivolts[90 + BeatPreparation.BEFORE_R];
    float three = millivolts[180 + BeatPreparation.BEFORE_R];
    assertThat(one).isCloseTo(1f, within(0.15f));
    assertThat(three).isCloseTo(two - one, within(0.02f));
  }

  @Test
  void withoutTheChestLeadsInfarctionIsNotAssessed() {
    Recording limbs = BumpRecording.of(10, TEN_SECONDS, 1, Lead.I, Lead.II);

    assertThat(reason(BeatPreparation.prepare(limbs, TEN_SECONDS).medianBeat())).contains("V1");
  }

  @Test
  void aLeadThatIsMostlyMissingIsNotUsed() {
    Recording good = BumpRecording.of(10, TEN_SECONDS, 1, EIGHT);
    float[] gone = new float[good.length()];
    Arrays.fill(gone, 0, 2000, Float.NaN);
    Recording recording =
        new Recording(
            good.leads().stream()
                .map(lead -> lead.lead() == Lead.V1 ? new LeadSignal(Lead.V1, gone) : lead)
                .toList(),
            good.samplesPerSecond(),
            null,
            null,
            null,
            good.source());

    PreparedRecording prepared = BeatPreparation.prepare(recording, TEN_SECONDS);

    assertThat(reason(prepared.medianBeat())).contains("V1");
    assertThat(((Prepared.Ready<BeatInputs>) prepared.beats()).input().leads())
        .containsExactly(Lead.II, Lead.V2);
  }

  @Test
  void whatComesAfterABlockAndTenBeatsDoesNotChangeABeat() {
    int[] calm = BumpRecording.peaks(0.5, BumpRecording.steady(740, 0.8));
    int[] restless =
        BumpRecording.peaks(
            0.5,
            DoubleStream.concat(
                    Arrays.stream(BumpRecording.steady(400, 0.8)),
                    Arrays.stream(BumpRecording.steady(340, 0.6)))
                .toArray());

    BeatInputs one = beats(BumpRecording.of(600, calm, 1, Lead.II), calm);
    BeatInputs other = beats(BumpRecording.of(600, restless, 1, Lead.II), restless);

    int unchanged = 360;
    int values = unchanged * BeatPreparation.FEATURES;
    assertThat(Arrays.copyOf(other.features(), values))
        .isEqualTo(Arrays.copyOf(one.features(), values));
    assertThat(other.features()).isNotEqualTo(one.features());
  }

  @Test
  void peaksOutOfOrderOrOutsideAreAMistakeOfTheCaller() {
    Recording recording = BumpRecording.of(10, TEN_SECONDS, 1, Lead.II);

    assertThatThrownBy(() -> BeatPreparation.prepare(recording, new int[] {100, 90}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BeatPreparation.prepare(recording, new int[] {100, 5000}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSettingsHaveAHash() {
    assertThat(BeatPreparation.settingsSha256()).matches("[0-9a-f]{64}");
  }

  @Test
  void whatModelsOfVersionTwoWereTrainedOnCanStillBeGiven() {
    String sha256 = "0b0428f69e83b137c9828f05d28823e114915a1e9baca06f560500b16105be8c";

    assertThat(BeatPreparation.features("2", sha256)).hasValue(FeatureRow.OF_VERSION_2);
    assertThat(BeatPreparation.features("3", BeatPreparation.settingsSha256()))
        .hasValue(BeatPreparation.FEATURES);
    assertThat(BeatPreparation.features("2", BeatPreparation.settingsSha256())).isEmpty();
    assertThat(BeatPreparation.features("1", sha256)).isEmpty();
  }

  /**
   * When this fails, models that were trained before would meet other numbers than in training:
   * raise {@link BeatPreparation#VERSION} and train them again, or undo the change.
   */
  @Test
  void thePreparationGivesTheNumbersThatModelsWereTrainedOn() {
    int[] rPeaks = BumpRecording.peaks(0.5, 0.8, 0.8, 0.5, 1.1, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8);
    Recording recording = BumpRecording.of(10, rPeaks, 1, EIGHT);

    PreparedRecording prepared = BeatPreparation.prepare(recording, rPeaks);

    BeatInputs beats = ((Prepared.Ready<BeatInputs>) prepared.beats()).input();
    float[] median = ((Prepared.Ready<MedianBeat>) prepared.medianBeat()).input().millivolts();
    assertThat(weighted(beats.windows())).isCloseTo(WINDOWS, within(1e-2));
    assertThat(weighted(beats.features())).isCloseTo(FEATURES, within(1e-2));
    assertThat(weighted(FeatureRow.first(beats.features(), FeatureRow.OF_VERSION_2)))
        .isCloseTo(FEATURES_OF_VERSION_2, within(1e-2));
    assertThat(weighted(median)).isCloseTo(MEDIAN, within(1e-2));
  }

  /** A sum in which every value has a weight of its own place. */
  private static double weighted(float[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * (1 + i % 7) * (i % 2 == 0 ? 1 : -1) + Math.abs(values[i]);
    }
    return sum;
  }
}
