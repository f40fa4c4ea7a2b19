package org.einthoven.ecg.measurement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.Butterworth;
import org.einthoven.ecg.signal.Gaps;
import org.einthoven.ecg.signal.PacingSpikes;
import org.einthoven.ecg.signal.Resampling;

/**
 * Makes the {@link TypicalBeat} of a recording. Of at most {@value #MOST_COMPARED} beats the one
 * that most others resemble (correlation of the QRS complexes above {@value #ALIKE}, shifted by up
 * to 24 ms) is the model that all beats are aligned to; those that resemble it are taken.
 */
final class BeatAlignment {

  private static final double RATE = TypicalBeat.SAMPLES_PER_SECOND;
  private static final double BASELINE_HZ = 0.5;
  private static final double SMOOTH_HZ = 40;
  private static final int MOST_SECONDS = 300;
  private static final int MOST_COMPARED = 24;
  private static final int MOST_BEATS = 120;
  private static final int FEWEST_BEATS = 3;
  private static final double FEWEST_SHARE = 0.4;
  private static final double ALIKE = 0.9;
  private static final int QRS_REACH = 40;
  private static final int SHIFT = 12;
  private static final int COARSE = 3;
  private static final double MOST_BEFORE = 0.4;
  private static final double MOST_AFTER = 0.65;
  private static final double SHARE_BEFORE = 0.55;
  private static final double SHARE_AFTER = 0.75;
  private static final double DEVIATION_OF_MEDIAN = 1.4826 * 1.2533;
  private static final float MICROVOLTS = 1000;

  private final List<Lead> leads = new ArrayList<>();
  private final List<float[]> plain = new ArrayList<>();
  private final List<float[]> smooth = new ArrayList<>();
  private final List<Gaps> gaps = new ArrayList<>();
  private final double factor;
  private int before;
  private int after;

  private BeatAlignment(Recording recording) {
    double rate = recording.samplesPerSecond();
    factor = RATE / rate;
    Resampling resampling = Resampling.between(rate, RATE);
    Butterworth highPass = Butterworth.highPass(2, BASELINE_HZ, RATE);
    Butterworth lowPass = Butterworth.lowPass(2, SMOOTH_HZ, RATE);
    int length = (int) Math.min(recording.length(), Math.ceil(MOST_SECONDS * rate));
    for (LeadSignal lead : recording.leads()) {
      Gaps bridged = Gaps.bridge(Arrays.copyOf(lead.microvolts(), length));
      if (bridged.missing().cardinality() == length) {
        continue;
      }
      float[] calm = PacingSpikes.without(bridged.bridged(), rate);
      float[] clean = highPass.zeroPhase(resampling.apply(calm));
      for (int i = 0; i < clean.length; i++) {
        clean[i] /= MICROVOLTS;
      }
      leads.add(lead.lead());
      plain.add(clean);
      if (isIndependent(lead.lead(), recording)) {
        smooth.add(lowPass.zeroPhase(clean));
      }
      gaps.add(bridged);
    }
  }

  private static boolean isIndependent(Lead lead, Recording recording) {
    boolean bothLimbs =
        recording.signal(Lead.I).isPresent() && recording.signal(Lead.II).isPresent();
    return !bothLimbs || !lead.isLimb() || lead == Lead.I || lead == Lead.II;
  }

  /**
   * The typical beat, empty where fewer than {@value #FEWEST_BEATS} beats, or less than two fifths
   * of all, have one shape.
   *
   * @param rPeaks of the recording, ascending
   */
  static Optional<TypicalBeat> align(Recording recording, int[] rPeaks) {
    if (rPeaks.length < FEWEST_BEATS) {
      return Optional.empty();
    }
    return new BeatAlignment(recording).align(rPeaks);
  }

  private Optional<TypicalBeat> align(int[] rPeaks) {
    double[] intervals = new double[rPeaks.length - 1];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = (rPeaks[i + 1] - rPeaks[i]) * factor;
    }
    Arrays.sort(intervals);
    double rr = intervals[intervals.length / 2];
    before = (int) Math.min(MOST_BEFORE * RATE, SHARE_BEFORE * rr);
    after = (int) Math.min(MOST_AFTER * RATE, SHARE_AFTER * rr);
    int[] peaks =
        Arrays.stream(rPeaks)
            .filter(this::complete)
            .map(peak -> (int) Math.round(peak * factor))
            .filter(this::within)
            .toArray();
    if (leads.isEmpty() || before < QRS_REACH || after < QRS_REACH || peaks.length < FEWEST_BEATS) {
      return Optional.empty();
    }
    int[] some = spread(peaks, MOST_BEATS);
    int model = model(spread(some, MOST_COMPARED));
    int[] taken =
        Arrays.stream(some)
            .mapToObj(peak -> aligned(model, peak, 1))
            .filter(alike -> alike.likeness() > ALIKE)
            .mapToInt(Alike::place)
            .filter(this::within)
            .toArray();
    if (taken.length < Math.max(FEWEST_BEATS, FEWEST_SHARE * some.length)) {
      return Optional.empty();
    }
    return Optional.of(median(taken, some.length, rr));
  }

  private static int[] spread(int[] all, int most) {
    if (all.length <= most) {
      return all;
    }
    int[] some = new int[most];
    for (int i = 0; i < most; i++) {
      some[i] = all[(int) ((long) i * all.length / most)];
    }
    return some;
  }

  private boolean within(int peak) {
    return peak - before - SHIFT >= 0 && peak + after + SHIFT <= plain.get(0).length;
  }

  private boolean complete(int rPeak) {
    int from = (int) Math.max(0, rPeak - before / factor);
    int to = (int) (rPeak + after / factor);
    return gaps.stream()
        .allMatch(
            lead -> {
              int missing = lead.missing().nextSetBit(from);
              return missing < 0 || missing >= to;
            });
  }

  private int model(int[] peaks) {
    int[] alike = new int[peaks.length];
    for (int one = 0; one < peaks.length; one++) {
      for (int other = one + 1; other < peaks.length; other++) {
        if (aligned(peaks[one], peaks[other], COARSE).likeness() > ALIKE) {
          alike[one]++;
          alike[other]++;
        }
      }
    }
    int best = 0;
    for (int one = 0; one < peaks.length; one++) {
      best = alike[one] > alike[best] ? one : best;
    }
    return peaks[best];
  }

  private record Alike(int place, double likeness) {}

  private Alike aligned(int model, int peak, int step) {
    Alike best = new Alike(peak, -1);
    for (int shift = -SHIFT; shift <= SHIFT; shift += step) {
      double likeness = likeness(model, peak + shift, step);
      if (likeness > best.likeness()) {
        best = new Alike(peak + shift, likeness);
      }
    }
    return best;
  }

  private double likeness(int one, int other, int step) {
    double products = 0;
    double ofOne = 0;
    double ofOther = 0;
    for (float[] lead : smooth) {
      double meanOne = mean(lead, one, step);
      double meanOther = mean(lead, other, step);
      for (int i = -QRS_REACH; i < QRS_REACH; i += step) {
        double a = lead[one + i] - meanOne;
        double b = lead[other + i] - meanOther;
        products += a * b;
        ofOne += a * a;
        ofOther += b * b;
      }
    }
    return ofOne == 0 || ofOther == 0 ? 0 : products / Math.sqrt(ofOne * ofOther);
  }

  private static double mean(float[] lead, int at, int step) {
    double sum = 0;
    int count = 0;
    for (int i = -QRS_REACH; i < QRS_REACH; i += step) {
      sum += lead[at + i];
      count++;
    }
    return sum / count;
  }

  private TypicalBeat median(int[] peaks, int found, double rr) {
    int samples = before + after;
    float[] column = new float[peaks.length];
    double shrink = DEVIATION_OF_MEDIAN / Math.sqrt(peaks.length);
    float[][] ofPlain = new float[plain.size()][samples];
    float[][] ofSmooth = new float[smooth.size()][samples];
    float[][] noise = new float[smooth.size()][samples];
    for (int i = 0; i < samples; i++) {
      for (int lead = 0; lead < plain.size(); lead++) {
        ofPlain[lead][i] = median(plain.get(lead), peaks, i - before, column);
      }
      for (int lead = 0; lead < smooth.size(); lead++) {
        float middle = median(smooth.get(lead), peaks, i - before, column);
        ofSmooth[lead][i] = middle;
        for (int k = 0; k < column.length; k++) {
          column[k] = Math.abs(column[k] - middle);
        }
        Arrays.sort(column);
        noise[lead][i] = (float) (shrink * column[column.length / 2]);
      }
    }
    return new TypicalBeat(leads, ofPlain, ofSmooth, noise, before, peaks.length, found, rr);
  }

  private static float median(float[] lead, int[] peaks, int offset, float[] column) {
    for (int k = 0; k < column.length; k++) {
      column[k] = lead[peaks[k] + offset];
    }
    Arrays.sort(column);
    int middle = column.length / 2;
    return column.length % 2 == 1 ? column[middle] : (column[middle - 1] + column[middle]) / 2;
  }
}
