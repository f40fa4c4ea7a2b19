package org.einthoven.ecg.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;

/**
 * The rectangle of 1 mV that carts draw before or behind a lead and some write into the signal. It
 * is told by steps up and down within 10 ms and a flat top between them that lasts 100 to 300 ms,
 * in the first or last second; no QRS complex has one.
 */
public final class CalibrationPulse {

  private static final double SEARCHED_SECONDS = 1;
  private static final double STEP_SECONDS = 0.01;
  private static final double SHORTEST_SECONDS = 0.1;
  private static final double LONGEST_SECONDS = 0.3;
  private static final double MARGIN_SECONDS = 0.02;
  private static final float LOWEST = 900;
  private static final float HIGHEST = 1100;
  private static final float FLAT = 30;

  private CalibrationPulse() {}

  /**
   * A recording without its pulses.
   *
   * @param recording with what was found marked as missing, the same where nothing was
   * @param leads in which one was found
   */
  public record Removed(Recording recording, List<Lead> leads) {

    /** Copies the list. */
    public Removed {
      leads = List.copyOf(leads);
    }
  }

  /** Marks calibration pulses as missing. */
  public static Removed from(Recording recording) {
    List<LeadSignal> signals = new ArrayList<>();
    List<Lead> found = new ArrayList<>();
    for (LeadSignal lead : recording.leads()) {
      Optional<float[]> without = without(lead.microvolts(), recording.samplesPerSecond());
      without.ifPresent(samples -> found.add(lead.lead()));
      signals.add(without.map(samples -> new LeadSignal(lead.lead(), samples)).orElse(lead));
    }
    return found.isEmpty()
        ? new Removed(recording, List.of())
        : new Removed(
            new Recording(
                signals,
                recording.samplesPerSecond(),
                recording.acquired(),
                recording.patient(),
                recording.device(),
                recording.source()),
            found);
  }

  private static Optional<float[]> without(float[] samples, double rate) {
    int searched = (int) Math.min(samples.length, SEARCHED_SECONDS * rate);
    float[] changed = null;
    for (int from : new int[] {0, samples.length - searched}) {
      int[] pulse = find(samples, from, from + searched, rate);
      if (pulse.length > 0) {
        changed = changed == null ? samples.clone() : changed;
        int margin = (int) (MARGIN_SECONDS * rate);
        Arrays.fill(
            changed,
            Math.max(0, pulse[0] - margin),
            Math.min(samples.length, pulse[1] + margin),
            Float.NaN);
      }
    }
    return Optional.ofNullable(changed);
  }

  /** Where it begins and ends, empty where there is none. */
  private static int[] find(float[] samples, int from, int to, double rate) {
    int step = (int) Math.max(1, Math.ceil(STEP_SECONDS * rate));
    for (int up = from; up + step < to; up++) {
      float top = samples[up + step];
      float rise = top - samples[up];
      if (rise >= LOWEST && rise <= HIGHEST) {
        int end = up + step;
        while (end < to && Math.abs(samples[end] - top) <= FLAT) {
          end++;
        }
        double seconds = (end - up) / rate;
        int down = Math.min(samples.length - 1, end + step);
        if (seconds >= SHORTEST_SECONDS
            && seconds <= LONGEST_SECONDS
            && Math.abs(top - samples[down] - rise) <= FLAT + (HIGHEST - LOWEST) / 2) {
          return new int[] {up, down};
        }
      }
    }
    return new int[0];
  }
}
