package org.einthoven.ecg.beat;

import java.util.Arrays;

/**
 * Whether the fast beats of a block have another P wave than its slow ones, and which of the two a
 * beat resembles. Runs of ectopic atrial beats may be most of what a patient with a sick sinus node
 * has, so that no measure of what is usual tells them from sinus beats; but they come faster than
 * the sinus beats between them and from another place, while a sinus rhythm with pauses or changes
 * of rate has one P wave throughout.
 *
 * <p>Intervals are split in two where the variance between the parts is largest (Otsu 1979). Beats
 * whose QRS is unlike the median one belong to neither part. A beat is compared with the mean P
 * segments of the other beats of both parts, never with itself.
 */
final class PWaveKinds {

  /** Features of the intervals. */
  static final int OF_INTERVALS = 4;

  /** Features of the P segments of a lead. */
  static final int PER_LEAD = 3;

  /** The P segment of a window, in its samples: 240 to 80 ms before the R peak. */
  private static final int P_FROM = 5;

  private static final int P_TO = 25;
  private static final int QRS_FROM = 25;
  private static final int QRS_TO = 46;
  private static final double TYPICAL = 0.8;
  private static final int FEWEST_TYPICAL = 4;
  private static final double SHORTEST_LOG = -1;
  private static final double LONGEST_LOG = 0.6;
  private static final double SMALLEST_NOISE = 1e-4;
  private static final double FLOOR = 0.2;

  private final float[][][] beats;
  private final double[] rr;
  private final boolean[] fast;
  private final boolean[] slow;
  private final int typical;
  private final double fastInterval;
  private final double slowInterval;

  /**
   * Splits a block.
   *
   * @param beats [leads][beats][{@value BeatPreparation#WINDOW_SAMPLES}], scaled
   * @param rr seconds to each beat from the one before
   */
  PWaveKinds(float[][][] beats, double[] rr) {
    this.beats = beats;
    this.rr = rr;
    boolean[] same = typical(beats, rr.length);
    if (count(same) < FEWEST_TYPICAL) {
      Arrays.fill(same, true);
    }
    this.typical = count(same);
    this.fast = fast(rr, same);
    this.slow = new boolean[rr.length];
    for (int beat = 0; beat < rr.length; beat++) {
      slow[beat] = same[beat] && !fast[beat];
    }
    this.fastInterval = medianOf(rr, fast);
    this.slowInterval = medianOf(rr, slow);
  }

  static String settings() {
    return "pWaveKinds=%d-%d,%d-%d,%s,%d,%s..%s,%s,%s"
        .formatted(
            P_FROM,
            P_TO,
            QRS_FROM,
            QRS_TO,
            TYPICAL,
            FEWEST_TYPICAL,
            SHORTEST_LOG,
            LONGEST_LOG,
            SMALLEST_NOISE,
            FLOOR);
  }

  private static boolean[] typical(float[][][] beats, int count) {
    boolean[] typical = new boolean[count];
    Arrays.fill(typical, true);
    boolean[] every = typical.clone();
    for (float[][] lead : beats) {
      float[] median = BeatWindows.median(lead, 0, count, every);
      for (int beat = 0; beat < count; beat++) {
        typical[beat] &= correlation(lead[beat], median) > TYPICAL;
      }
    }
    return typical;
  }

  private static double correlation(float[] beat, float[] median) {
    double beatMean = 0;
    double medianMean = 0;
    for (int i = QRS_FROM; i < QRS_TO; i++) {
      beatMean += beat[i] / (double) (QRS_TO - QRS_FROM);
      medianMean += median[i] / (double) (QRS_TO - QRS_FROM);
    }
    double product = 0;
    double beatEnergy = 0;
    double medianEnergy = 0;
    for (int i = QRS_FROM; i < QRS_TO; i++) {
      double u = beat[i] - beatMean;
      double v = median[i] - medianMean;
      product += u * v;
      beatEnergy += u * u;
      medianEnergy += v * v;
    }
    return product / (Math.sqrt(beatEnergy * medianEnergy) + 1e-9);
  }

  private static boolean[] fast(double[] rr, boolean[] typical) {
    double[] some = taken(rr, typical);
    double median = Ranked.median(some);
    double[] sorted = Arrays.stream(some).map(value -> log(value, median)).sorted().toArray();
    double limit = split(sorted);
    boolean[] fast = new boolean[rr.length];
    for (int beat = 0; beat < rr.length; beat++) {
      fast[beat] = typical[beat] && log(rr[beat], median) < limit;
    }
    return fast;
  }

  private static double log(double interval, double median) {
    return Math.max(SHORTEST_LOG, Math.min(LONGEST_LOG, Math.log(interval / median)));
  }

  /** Where sorted values fall apart most. */
  private static double split(double[] sorted) {
    double total = Arrays.stream(sorted).sum();
    double below = 0;
    double largest = -1;
    double limit = sorted[0];
    for (int count = 1; count < sorted.length; count++) {
      below += sorted[count - 1];
      int others = sorted.length - count;
      double apart = below / count - (total - below) / others;
      double between = (double) count * others * apart * apart;
      if (between > largest) {
        largest = between;
        limit = (sorted[count - 1] + sorted[count]) / 2;
      }
    }
    return limit;
  }

  private static double medianOf(double[] rr, boolean[] which) {
    return Ranked.median(count(which) > 0 ? taken(rr, which) : rr);
  }

  private static double[] taken(double[] values, boolean[] which) {
    double[] some = new double[count(which)];
    int next = 0;
    for (int i = 0; i < values.length; i++) {
      if (which[i]) {
        some[next++] = values[i];
      }
    }
    return some;
  }

  private static int count(boolean[] which) {
    int count = 0;
    for (boolean one : which) {
      count += one ? 1 : 0;
    }
    return count;
  }

  /**
   * Writes each beat's {@value #OF_INTERVALS} features of intervals, then {@value #PER_LEAD} of
   * each of two leads; those of a lead that is not there stay zero.
   *
   * @param at where the first beat's are written
   * @param step how far apart two beats' are
   */
  void write(float[] out, int at, int step) {
    for (int beat = 0; beat < rr.length; beat++) {
      int next = at + beat * step;
      out[next++] = (float) RhythmFeatures.log(rr[beat] / slowInterval);
      out[next++] = (float) RhythmFeatures.log(rr[beat] / fastInterval);
      out[next++] = (float) RhythmFeatures.log(slowInterval / fastInterval);
      out[next] = (float) (2.0 * count(fast) / typical - 1);
    }
    for (int lead = 0; lead < beats.length; lead++) {
      writeLead(beats[lead], out, at + OF_INTERVALS + lead * PER_LEAD, step);
    }
  }

  private void writeLead(float[][] lead, float[] out, int at, int step) {
    double[][] segments = new double[rr.length][];
    for (int beat = 0; beat < rr.length; beat++) {
      segments[beat] = segment(lead[beat]);
    }
    PSegments slowPart = new PSegments(segments, slow);
    PSegments fastPart = new PSegments(segments, fast);
    double variance = PSegments.variance(slowPart, fastPart);
    for (int beat = 0; beat < rr.length; beat++) {
      double[] ofSlow = slowPart.without(beat);
      double[] ofFast = fastPart.without(beat);
      int slowBeats = slowPart.others(beat);
      int fastBeats = fastPart.others(beat);
      if (slowBeats == 0 || fastBeats == 0) {
        continue;
      }
      double between = 0;
      double along = 0;
      double slowEnergy = 0;
      double fastEnergy = 0;
      for (int i = 0; i < ofSlow.length; i++) {
        double difference = ofFast[i] - ofSlow[i];
        between += difference * difference;
        along += (segments[beat][i] - (ofSlow[i] + ofFast[i]) / 2) * difference;
        slowEnergy += ofSlow[i] * ofSlow[i];
        fastEnergy += ofFast[i] * ofFast[i];
      }
      double noise = variance * (1.0 / slowBeats + 1.0 / fastBeats) + SMALLEST_NOISE;
      double size = Math.sqrt(slowEnergy) + Math.sqrt(fastEnergy) + FLOOR;
      int next = at + beat * step;
      out[next++] = (float) clip(along / (between / 2 + noise), -2, 2);
      out[next++] = (float) (2 * Math.sqrt(Math.max(0, between - noise)) / size);
      out[next] = (float) (clip(Math.log(Math.max(between, 1e-6) / noise), -2, 5) / 2);
    }
  }

  private static double[] segment(float[] beat) {
    double[] segment = new double[P_TO - P_FROM];
    double mean = 0;
    for (int i = 0; i < segment.length; i++) {
      segment[i] = beat[P_FROM + i];
      mean += segment[i] / segment.length;
    }
    for (int i = 0; i < segment.length; i++) {
      segment[i] -= mean;
    }
    return segment;
  }

  private static double clip(double value, double low, double high) {
    return Math.max(low, Math.min(high, value));
  }
}
