package org.einthoven.ecg.holter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;
import org.junit.jupiter.api.Test;

class SignalGapsTest {

  private static final int RATE = 200;

  private final float[] one = wave(30);
  private final float[] other = wave(30);

  @Test
  void seesNoInterruptionWhereOneLeadGoesOn() {
    Arrays.fill(one, 10 * RATE, 20 * RATE, Float.NaN);

    assertThat(Interruptions.of(recording())).isEmpty();
  }

  @Test
  void seesSamplesThatAllLeadsLack() {
    Arrays.fill(one, 10 * RATE, 10 * RATE + 3, Float.NaN);
    Arrays.fill(other, 10 * RATE, 10 * RATE + 3, Float.NaN);

    assertThat(Interruptions.of(recording()))
        .containsExactly(new int[] {10 * RATE, 10 * RATE + RATE / 2});
  }

  @Test
  void seesAFlatLineOfASecondAndNotOneOfHalf() {
    Arrays.fill(one, 10 * RATE, 10 * RATE + RATE / 2, 7);
    Arrays.fill(other, 10 * RATE, 10 * RATE + RATE / 2, 7);
    assertThat(Interruptions.of(recording())).isEmpty();
    Arrays.fill(one, 20 * RATE, 30 * RATE, 7);
    Arrays.fill(other, 20 * RATE, 30 * RATE, Float.NaN);
    other[29 * RATE] = 7;

    assertThat(Interruptions.of(recording())).containsExactly(new int[] {20 * RATE, 30 * RATE});
  }

  @Test
  void takesAnIntervalForDoubtfulInWhichALeadMovesAsInABeat() {
    int[] rPeaks = {2, 3, 4, 5, 6, 10, 11, 12, 13, 14};
    float[] quiet = new float[20 * RATE];
    float[] beating = new float[20 * RATE];
    for (int i = 0; i < rPeaks.length; i++) {
      rPeaks[i] *= RATE;
      beat(quiet, rPeaks[i]);
      beat(beating, rPeaks[i]);
    }
    assertThat(UnseenBeats.of(recording(quiet, beating), rPeaks)).isEmpty();
    beat(beating, 8 * RATE);

    assertThat(UnseenBeats.of(recording(quiet, beating), rPeaks))
        .containsExactly(new int[] {6 * RATE, 10 * RATE});
  }

  private static void beat(float[] samples, int at) {
    for (int i = -8; i <= 8; i++) {
      samples[at + i] += 1000 * (1 - Math.abs(i) / 8f);
    }
  }

  private static float[] wave(int seconds) {
    float[] samples = new float[seconds * RATE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (100 * Math.sin(2 * Math.PI * i / 50));
    }
    return samples;
  }

  private Recording recording() {
    return recording(one, other);
  }

  private static Recording recording(float[] one, float[] other) {
    return new Recording(
        List.of(new LeadSignal(Lead.II, one), new LeadSignal(Lead.V1, other)),
        RATE,
        null,
        null,
        null,
        Source.of("test"));
  }
}
