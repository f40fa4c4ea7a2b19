package org.einthoven.ecg.measurement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.Butterworth;
import org.einthoven.ecg.signal.Gaps;
import org.einthoven.ecg.signal.PacingSpikes;
import org.einthoven.ecg.signal.Resampling;

/**
 * The leads of at most the first five minutes of a recording, made ready for laying beats over each
 * other: in millivolts at {@link TypicalBeat#SAMPLES_PER_SECOND}, without pacing spikes and
 * baseline wander.
 */
final class AlignedLeads {

  /** How far from the R peak two QRS complexes are compared, in samples. */
  static final int QRS_REACH = 40;

  /** How far a beat is shifted to lie on another, in samples. */
  static final int SHIFT = 12;

  private static final double RATE = TypicalBeat.SAMPLES_PER_SECOND;
  private static final double BASELINE_HZ = 0.5;
  private static final double SMOOTH_HZ = 40;
  private static final int MOST_SECONDS = 300;
  private static final float MICROVOLTS = 1000;

  private final List<Lead> leads = new ArrayList<>();
  private final List<float[]> plain = new ArrayList<>();
  private final List<float[]> smooth = new ArrayList<>();
  private final List<Gaps> gaps = new ArrayList<>();
  private final double factor;

  private AlignedLeads(Recording recording) {
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

  static AlignedLeads of(Recording recording) {
    return new AlignedLeads(recording);
  }

  private static boolean isIndependent(Lead lead, Recording recording) {
    boolean bothLimbs =
        recording.signal(Lead.I).isPresent() && recording.signal(Lead.II).isPresent();
    return !bothLimbs || !lead.isLimb() || lead == Lead.I || lead == Lead.II;
  }

  List<Lead> leads() {
    return leads;
  }

  /** Each lead's samples. */
  List<float[]> plain() {
    return plain;
  }

  /** Below 40 Hz, of the leads that do not follow from I and II where both are there. */
  List<float[]> smooth() {
    return smooth;
  }

  boolean isEmpty() {
    return leads.isEmpty();
  }

  int length() {
    return plain.get(0).length;
  }

  /** Where a sample of the recording lies among these. */
  int place(int sample) {
    return (int) Math.round(sample * factor);
  }

  /** How many samples here an interval of the recording's samples is. */
  double scaled(double samples) {
    return samples * factor;
  }

  /** Whether no lead misses a sample around one of the recording, given samples of these away. */
  boolean complete(int sample, int before, int after) {
    int from = (int) Math.max(0, sample - before / factor);
    int to = (int) (sample + after / factor);
    return gaps.stream()
        .allMatch(
            lead -> {
              int missing = lead.missing().nextSetBit(from);
              return missing < 0 || missing >= to;
            });
  }

  /**
   * A beat laid on another.
   *
   * @param place where it lies then
   * @param likeness the correlation of the two QRS complexes over the leads, −1 to 1
   */
  record Alike(int place, double likeness) {}

  /** Lays a beat on another, in steps of so many samples. */
  Alike aligned(int model, int peak, int step) {
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
}
