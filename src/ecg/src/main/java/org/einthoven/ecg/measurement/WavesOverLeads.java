package org.einthoven.ecg.measurement;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.einthoven.ecg.signal.Butterworth;
import org.jspecify.annotations.Nullable;

/**
 * One slow wave (P or T) of a beat in every lead: its peak where all leads together are farthest
 * from the lines between the ends of a window, in each lead near there, and its edges by {@link
 * WaveEdge}.
 *
 * @param leads of each lead the wave, empty where it is not higher than {@value #LOWEST} mV
 */
record WavesOverLeads(List<Optional<Found>> leads) {

  /** In millivolts, from the line under the wave; a step or two of common recorders. */
  static final double LOWEST = 0.009;

  /**
   * How a wave is looked for.
   *
   * @param smoothHz below this frequency
   * @param near how far a lead's peak may lie from the common one, in samples
   * @param reachBefore how far the onset may lie from the peak, in samples
   * @param reachAfter how far the end may
   */
  record Search(double smoothHz, int near, int reachBefore, int reachAfter) {}

  /**
   * The wave in a lead, in samples of the beat.
   *
   * @param height how far its peak is from the line under it, in millivolts, at least 0
   */
  record Found(int onset, int peak, int end, double height) {}

  /**
   * Looks for the wave.
   *
   * @param from the first sample of the window
   * @param to its last
   */
  static WavesOverLeads of(float[][] millivolts, int from, int to, Search search) {
    Butterworth lowPass = Butterworth.lowPass(2, search.smoothHz(), TypicalBeat.SAMPLES_PER_SECOND);
    float[][] smooth = Arrays.stream(millivolts).map(lowPass::zeroPhase).toArray(float[][]::new);
    int common = peak(smooth, from, to);
    return new WavesOverLeads(
        Arrays.stream(smooth)
            .map(signal -> Optional.ofNullable(of(signal, common, from, to, search)))
            .toList());
  }

  private static int peak(float[][] smooth, int from, int to) {
    int peak = from;
    double most = 0;
    for (int i = from + 1; i < to; i++) {
      double sum = 0;
      for (float[] signal : smooth) {
        double off = offLine(signal, i, from, to);
        sum += off * off;
      }
      if (sum > most) {
        most = sum;
        peak = i;
      }
    }
    return peak;
  }

  private static @Nullable Found of(float[] signal, int common, int from, int to, Search search) {
    int peak = common;
    double height = 0;
    int last = Math.min(to, common + search.near());
    for (int i = Math.max(from, common - search.near()); i <= last; i++) {
      double off = Math.abs(offLine(signal, i, from, to));
      if (off > height) {
        height = off;
        peak = i;
      }
    }
    return height < LOWEST
        ? null
        : new Found(
            WaveEdge.of(signal, peak, Math.max(from, peak - search.reachBefore())),
            peak,
            WaveEdge.of(signal, peak, Math.min(to, peak + search.reachAfter())),
            height);
  }

  private static double offLine(float[] signal, int at, int from, int to) {
    double part = (at - from) / (double) (to - from);
    return signal[at] - (signal[from] + part * (signal[to] - signal[from]));
  }

  /**
   * The sample by which a share of the leads, weighed by the height of their wave, have reached its
   * end; empty where no lead has one.
   */
  Optional<Integer> end(double share) {
    return reached(share, Found::end);
  }

  /** The same going back in time to the onset. */
  Optional<Integer> onset(double share) {
    return reached(share, found -> -found.onset()).map(sample -> -sample);
  }

  private Optional<Integer> reached(double share, ToIntFunction<Found> edge) {
    List<Found> all =
        leads.stream()
            .flatMap(Optional::stream)
            .sorted((one, other) -> Integer.compare(edge.applyAsInt(one), edge.applyAsInt(other)))
            .toList();
    double whole = all.stream().mapToDouble(Found::height).sum();
    double sum = 0;
    for (Found found : all) {
      sum += found.height();
      if (sum >= share * whole) {
        return Optional.of(edge.applyAsInt(found));
      }
    }
    return Optional.empty();
  }

  /** How high the wave is in the lead where it is highest, in millivolts. */
  double highest() {
    return leads.stream().flatMap(Optional::stream).mapToDouble(Found::height).max().orElse(0);
  }
}
