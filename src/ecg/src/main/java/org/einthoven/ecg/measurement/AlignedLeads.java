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

  /** The QRS complex at a place, for laying others on it in steps of so many samples. */
  Model model(int peak, int step) {
    int count = (2 * QRS_REACH + step - 1) / step;
    float[][] centred = new float[smooth.size()][count];
    double squares = 0;
    for (int lead = 0; lead < centred.length; lead++) {
      double sum = 0;
      for (int k = 0; k < count; k++) {
        centred[lead][k] = smooth.get(lead)[peak - QRS_REACH + k * step];
        sum += centred[lead][k];
      }
      for (int k = 0; k < count; k++) {
        centred[lead][k] -= (float) (sum / count);
        squares += (double) centred[lead][k] * centred[lead][k];
      }
    }
    return new Model(centred, squares, step);
  }

  /** A QRS complex in each lead, less its mean there. */
  final class Model {

    private final float[][] centred;
    private final double squares;
    private final int step;

    private Model(float[][] centred, double squares, int step) {
      this.centred = centred;
      this.squares = squares;
      this.step = step;
    }

    /** Lays a beat on it. */
    Alike aligned(int peak) {
      Alike best = new Alike(peak, -1);
      for (int shift = -SHIFT; shift <= SHIFT; shift += step) {
        double likeness = likeness(peak + shift);
        if (likeness > best.likeness()) {
          best = new Alike(peak + shift, likeness);
        }
      }
      return best;
    }

    private double likeness(int peak) {
      double products = 0;
      double ofOther = 0;
      for (int lead = 0; lead < centred.length; lead++) {
        float[] signal = smooth.get(lead);
        float[] own = centred[lead];
        double sum = 0;
        double squaresHere = 0;
        for (int k = 0, i = peak - QRS_REACH; k < own.length; k++, i += step) {
          double other = signal[i];
          products += own[k] * other;
          sum += other;
          squaresHere += other * other;
        }
        ofOther += squaresHere - sum * sum / own.length;
      }
      return squares == 0 || ofOther <= 0 ? 0 : products / Math.sqrt(squares * ofOther);
    }
  }
}
