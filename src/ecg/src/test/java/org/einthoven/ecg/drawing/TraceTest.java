package org.einthoven.ecg.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.junit.jupiter.api.Test;

class TraceTest {

  private static final Strip STRIP =
      new Strip(Lead.II, 0, 10, Pages.ZERO_X, 50, 40, PaperScale.STANDARD);

  @Test
  void drawsEverySampleAtItsOwnTimeWhereTheyAreNotDense() {
    float[] samples = new float[1000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 100 * (i % 5);
    }

    double[] points = polylines(trace(samples, 100)).get(0);

    assertThat(points).hasSize(2000);
    for (int i = 0; i < samples.length; i++) {
      assertThat(points[2 * i]).isEqualTo(Pages.ZERO_X + 0.25 * i, within(1e-9));
      assertThat(points[2 * i + 1]).isEqualTo(70 - 0.01 * samples[i], within(1e-6));
    }
  }

  @Test
  void keepsEveryPeakOfADenseSignal() {
    float[] samples = new float[320_000];
    Random random = new Random(5);
    List<Integer> peaks = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int at = 1600 * i + random.nextInt(1500);
      samples[at] = random.nextBoolean() ? 1500 : -1500;
      peaks.add(at);
    }

    double[] points = polylines(trace(samples, 32_000)).get(0);

    assertThat(points.length).isLessThan(2 * 4 * 5001);
    for (int peak : peaks) {
      double x = STRIP.x(peak / 32_000.0);
      double y = STRIP.y(samples[peak] / 1000.0);
      assertThat(contains(points, x, y)).as("the peak at sample " + peak).isTrue();
    }
    for (int i = 2; i < points.length; i += 2) {
      assertThat(points[i]).isGreaterThan(points[i - 2]);
    }
  }

  @Test
  void leavesGapsOpen() {
    Recording recording = Pages.flat(List.of(Lead.II), 10, 500);
    Pages.missing(recording, Lead.II, 2, 3);
    recording.leads().get(0).microvolts()[4000] = Float.POSITIVE_INFINITY;

    List<double[]> lines = polylines(trace(recording.leads().get(0).microvolts(), 500));

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)[lines.get(0).length - 2]).isEqualTo(STRIP.x(1.998), within(1e-9));
    assertThat(lines.get(1)[0]).isEqualTo(STRIP.x(3), within(1e-9));
    assertThat(lines.get(1)[lines.get(1).length - 2]).isEqualTo(STRIP.x(7.998), within(1e-9));
    assertThat(lines.get(2)[0]).isEqualTo(STRIP.x(8.002), within(1e-9));
  }

  @Test
  void drawsASampleBetweenMissingOnesAsADot() {
    float[] samples = {Float.NaN, Float.NaN, 500, Float.NaN};

    List<Mark> lines = trace(samples, 100).lines();

    assertThat(lines).singleElement().isInstanceOf(Mark.Lines.class);
    double[] ends = ((Mark.Lines) lines.get(0)).ends();
    assertThat((ends[0] + ends[2]) / 2).isEqualTo(STRIP.x(0.02), within(1e-9));
    assertThat(ends[1]).isEqualTo(65, within(1e-9));
  }

  @Test
  void drawsNothingOfALeadWithoutSamples() {
    float[] samples = {Float.NaN, Float.NaN};

    assertThat(trace(samples, 100).lines()).isEmpty();
    assertThat(trace(samples, 100).cuts()).isEmpty();
  }

  @Test
  void endsAtTheEdgeWhereTheLineCrossesIt() {
    float[] samples = {0, 4000, -4000, 0};

    Trace trace = trace(samples, 1);

    List<double[]> lines = polylines(trace);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).containsExactly(STRIP.x(0), 70, STRIP.x(0.5), 50);
    assertThat(lines.get(1)).containsExactly(STRIP.x(1.25), 50, STRIP.x(1.75), 90);
    assertThat(lines.get(2)).containsExactly(STRIP.x(2.5), 90, STRIP.x(3), 70);
    assertThat(trace.cuts())
        .containsExactly(new Trace.Cut(STRIP.x(1), true, 4), new Trace.Cut(STRIP.x(2), false, -4));
  }

  @Test
  void aWholeStripBeyondTheEdgeIsOneCut() {
    float[] samples = new float[500];
    Arrays.fill(samples, 5000);
    samples[100] = 6000;

    Trace trace = trace(samples, 500);

    assertThat(trace.lines()).isEmpty();
    assertThat(trace.cuts()).containsExactly(new Trace.Cut(STRIP.x(0.2), true, 6));
  }

  private static Trace trace(float[] samples, double rate) {
    return Trace.of(new LeadSignal(Lead.II, samples), rate, STRIP, 0, 50, 90);
  }

  private static List<double[]> polylines(Trace trace) {
    return trace.lines().stream()
        .filter(Mark.Polyline.class::isInstance)
        .map(mark -> ((Mark.Polyline) mark).points())
        .toList();
  }

  private static boolean contains(double[] points, double x, double y) {
    for (int i = 0; i < points.length; i += 2) {
      if (Math.abs(points[i] - x) < 1e-9 && Math.abs(points[i + 1] - y) < 1e-9) {
        return true;
      }
    }
    return false;
  }
}
