package org.einthoven.ecg.drawing;

import java.util.Arrays;
import java.util.Optional;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;

/**
 * The signal that a strip shows.
 *
 * @param strip where it is drawn
 * @param signal the whole lead
 * @param samplesPerSecond its rate
 * @param offsetMillivolts what is drawn as zero
 */
record StripSignal(
    Strip strip, LeadSignal signal, double samplesPerSecond, double offsetMillivolts) {

  /** A strip whose median lies further from zero is drawn with its median as zero. */
  private static final double FAR_MILLIVOLTS = 0.5;

  /** Empty where the lead was not recorded. */
  static Optional<StripSignal> of(Recording recording, Strip strip) {
    double rate = recording.samplesPerSecond();
    return recording
        .signal(strip.lead())
        .map(signal -> new StripSignal(strip, signal, rate, offset(signal, rate, strip)));
  }

  /** 0, or where the signal lies far from it its median to 0.1 mV. */
  private static double offset(LeadSignal signal, double rate, Strip strip) {
    int from = (int) Math.min(signal.length(), Math.floor(strip.fromSeconds() * rate));
    int to = (int) Math.min(signal.length(), Math.ceil(strip.toSeconds() * rate));
    float[] sorted = new float[to - from];
    int count = 0;
    for (int i = from; i < to; i++) {
      if (Float.isFinite(signal.microvolts()[i])) {
        sorted[count++] = signal.microvolts()[i];
      }
    }
    Arrays.sort(sorted, 0, count);
    double median = count == 0 ? 0 : sorted[count / 2] / 1000.0;
    return Math.abs(median) <= FAR_MILLIVOLTS ? 0 : Math.rint(median * 10) / 10;
  }

  Trace trace(double top, double bottom) {
    return Trace.of(signal, samplesPerSecond, strip, offsetMillivolts, top, bottom);
  }

  /** Whether the trace comes above a height within a stretch of the strip. */
  boolean passes(double left, double right, double bottom) {
    double speed = strip.scale().millimetresPerSecond();
    double start = strip.fromSeconds() + (left - strip.left()) / speed;
    double end = strip.fromSeconds() + (right - strip.left()) / speed;
    int from = (int) Math.max(0, Math.floor(start * samplesPerSecond));
    int to = (int) Math.min(signal.length(), Math.ceil(end * samplesPerSecond) + 1);
    for (int i = from; i < to; i++) {
      double y = strip.y(signal.microvolts()[i] / 1000.0 - offsetMillivolts);
      if (y < bottom) {
        return true;
      }
    }
    return false;
  }
}
