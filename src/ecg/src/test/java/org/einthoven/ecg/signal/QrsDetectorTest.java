package org.einthoven.ecg.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;
import org.junit.jupiter.api.Test;

class QrsDetectorTest {

  @Test
  void findsEveryBeatOfTenSecondsAtAnyRateFromTheFirstOn() {
    double[] beats = every(0.83, 0.3, 9.9);
    for (double rate : new double[] {50, 100, 125, 128, 250, 257, 300, 360, 500, 512, 1000}) {
      float[] lead = ecg(beats, rate, 10, 1000);
      assertBeats(beats, rate, QrsDetector.detect(recording(rate, lead)), 1.5 / rate + 0.003);
    }
  }

  @Test
  void findsDownwardBeatsAtTheirNadir() {
    double[] beats = every(0.7, 0.5, 9.8);
    float[] lead = ecg(beats, 500, 10, -800);
    assertBeats(beats, 500, QrsDetector.detect(recording(500, lead)), 0.004);
  }

  @Test
  void leavesTallTWavesOut() {
    double[] beats = every(1.0, 0.5, 29.5);
    float[] lead = ecg(beats, 360, 30, 600);
    add(lead, 360, beats, 0.28, 900, 0.05);
    assertBeats(beats, 360, QrsDetector.detect(recording(360, lead)), 0.01);
  }

  @Test
  void findsWidePrematureBeatsOfOppositePolarity() {
    List<Double> all = new ArrayList<>();
    float[] lead = new float[360 * 30];
    for (int i = 0; i < 30; i++) {
      boolean premature = i % 5 == 4;
      double at = 0.5 + i - (premature ? 0.35 : 0);
      all.add(at);
      add(lead, 360, new double[] {at}, 0, premature ? -1300 : 1000, premature ? 0.035 : 0.012);
    }
    double[] beats = all.stream().mapToDouble(Double::doubleValue).toArray();
    assertBeats(beats, 360, QrsDetector.detect(recording(360, lead)), 0.02);
  }

  @Test
  void findsBeatsOnABaselineThatWandersAndJumps() {
    double[] beats = every(0.8, 0.4, 29.8);
    float[] lead = ecg(beats, 250, 30, 500);
    for (int i = 0; i < lead.length; i++) {
      lead[i] += (float) (3000 * Math.sin(2 * Math.PI * 0.3 * i / 250)) + 40_000;
    }
    assertBeats(beats, 250, QrsDetector.detect(recording(250, lead)), 0.008);
  }

  @Test
  void trustsTheQuietLeadWhereTheOtherIsNoise() {
    double[] beats = every(0.8, 0.4, 59.8);
    float[] quiet = ecg(beats, 250, 60, 500);
    Random random = new Random(7);
    float[] noisy = new float[quiet.length];
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] = (float) (2000 * random.nextGaussian());
    }
    assertBeats(beats, 250, QrsDetector.detect(recording(250, noisy, quiet)), 0.008);
    assertBeats(beats, 250, QrsDetector.detect(recording(250, quiet, noisy)), 0.008);
  }

  @Test
  void goesOnWhenALeadFallsOff() {
    double[] beats = every(0.9, 0.4, 59.8);
    float[] falling = ecg(beats, 250, 60, 1000);
    Arrays.fill(falling, falling.length / 2, falling.length, Float.NaN);
    float[] other = ecg(beats, 250, 60, 400);
    assertBeats(beats, 250, QrsDetector.detect(recording(250, falling, other)), 0.008);
  }

  @Test
  void findsABeatThatIsMuchLowerThanItsNeighbours() {
    double[] beats = every(1.0, 0.5, 29.6);
    float[] lead = new float[250 * 30];
    for (int i = 0; i < beats.length; i++) {
      add(lead, 250, new double[] {beats[i]}, 0, i == 12 ? 250 : 1000, 0.012);
    }
    assertBeats(beats, 250, QrsDetector.detect(recording(250, lead)), 0.008);
  }

  @Test
  void neitherLosesNorDoublesABeatWhereStretchesMeet() {
    double[] beats = every(0.75, 0.75, 1199.6);
    float[] lead = ecg(beats, 250, 1200, 1000);
    assertBeats(beats, 250, QrsDetector.detect(recording(250, lead)), 0.008);
  }

  @Test
  void placesPacedBeatsOnTheQrsComplexAndNotOnTheSpike() {
    double[] beats = every(0.9, 0.5, 29.5);
    for (double rate : new double[] {250, 360, 500, 1000}) {
      float[] lead = new float[(int) (30 * rate)];
      add(lead, rate, beats, 0, 700, 0.03);
      for (double beat : beats) {
        lead[(int) Math.round((beat - 0.1) * rate)] += -2500;
      }
      assertBeats(beats, rate, QrsDetector.detect(recording(rate, lead)), 0.012);
    }
  }

  @Test
  void findsNothingWhereThereIsNothing() {
    assertThat(QrsDetector.detect(recording(500, new float[5000]))).isEmpty();
    float[] missing = new float[5000];
    Arrays.fill(missing, Float.NaN);
    assertThat(QrsDetector.detect(recording(500, missing))).isEmpty();
    float[] rounding = new float[5000];
    for (int i = 0; i < rounding.length; i++) {
      rounding[i] = i % 2 * 2.4f;
    }
    assertThat(QrsDetector.detect(recording(500, rounding))).isEmpty();
    assertThat(QrsDetector.detect(recording(500, new float[] {1}))).isEmpty();
  }

  private static void assertBeats(double[] beats, double rate, int[] found, double tolerance) {
    assertThat(found).as("at %s Hz", rate).hasSameSizeAs(beats);
    for (int i = 0; i < beats.length; i++) {
      assertThat(found[i] / rate).as("at %s Hz", rate).isCloseTo(beats[i], within(tolerance));
    }
  }

  private static double[] every(double seconds, double from, double to) {
    int count = (int) Math.ceil((to - from) / seconds);
    double[] beats = new double[count];
    for (int i = 0; i < count; i++) {
      beats[i] = from + i * seconds;
    }
    return beats;
  }

  private static float[] ecg(double[] beats, double rate, double seconds, double microvolts) {
    float[] lead = new float[(int) (seconds * rate)];
    add(lead, rate, beats, 0, microvolts, 0.012);
    add(lead, rate, beats, -0.16, 0.12 * microvolts, 0.02);
    add(lead, rate, beats, 0.25, 0.25 * microvolts, 0.045);
    return lead;
  }

  /** Adds a Gaussian of this height and standard deviation at a delay after each beat. */
  private static void add(
      float[] lead, double rate, double[] beats, double delay, double height, double deviation) {
    for (double beat : beats) {
      int from = (int) Math.max(0, (beat + delay - 5 * deviation) * rate);
      int to = (int) Math.min(lead.length - 1, (beat + delay + 5 * deviation) * rate);
      for (int i = from; i <= to; i++) {
        double t = (i / rate - beat - delay) / deviation;
        lead[i] += (float) (height * Math.exp(-t * t / 2));
      }
    }
  }

  private static Recording recording(double rate, float[]... signals) {
    Lead[] order = {Lead.II, Lead.V1};
    List<LeadSignal> leads = new ArrayList<>();
    for (int i = 0; i < signals.length; i++) {
      leads.add(new LeadSignal(order[i], signals[i]));
    }
    return new Recording(leads, rate, null, null, null, Source.of("test"));
  }
}
