package org.einthoven.training.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.data.Noise;
import org.einthoven.training.evaluation.Ec57BeatMatch.Span;

/**
 * Adds recorded noise to annotated records at a stated ratio of signal to noise, as WFDB's {@code
 * nst} does (WFDB Applications Guide, nst(1); Moody, Muldrow, Mark: A noise stress test for
 * arrhythmia detectors, Computers in Cardiology 11:381–384, 1984).
 *
 * <p><b>Ratio.</b> 10 log₁₀(S / N a²) for each lead by itself. S is an eighth of the squared
 * peak-to-peak amplitude of the QRS complexes (the power of a sine of that amplitude): the range
 * within 50 ms of each of the first 300 normal ones, of which the highest and the lowest 5 % are
 * left out and the rest averaged. N is the square of the noise's amplitude: the root mean square
 * about its mean of each of its first 300 seconds, averaged likewise. Normal are the beats of class
 * N, since some records have bundle branch block throughout.
 *
 * <p><b>Time.</b> Five minutes without noise, then two minutes with it and two without in turn.
 * Where noise begins or ends, a constant is added so that the signal does not jump.
 */
public final class NoiseStressProtocol {

  private static final double SEGMENT_SECONDS = 120;
  private static final int MEASURED = 300;
  private static final double LEFT_OUT = 0.05;
  private static final double QRS_REACH_SECONDS = 0.05;

  private NoiseStressProtocol() {}

  /**
   * A record with noise.
   *
   * @param record without noise
   * @param noise at any rate; its channels are taken in turn for the leads, from its start on
   * @param decibels the ratio of signal to noise; positive infinity adds nothing
   */
  public static MitBih.Annotated stressed(MitBih.Annotated record, Noise noise, double decibels) {
    Recording clean = record.recording();
    Noise fitting = noise.at(clean.samplesPerSecond());
    List<LeadSignal> leads = new ArrayList<>();
    for (int i = 0; i < clean.leads().size(); i++) {
      LeadSignal lead = clean.leads().get(i);
      float[] channel = fitting.channels().get(i % fitting.channels().size());
      double gain =
          gain(
              signalPower(lead.microvolts(), clean.samplesPerSecond(), normalBeats(record)),
              noisePower(channel, clean.samplesPerSecond()),
              decibels);
      leads.add(
          new LeadSignal(
              lead.lead(), mixed(lead.microvolts(), channel, gain, clean.samplesPerSecond())));
    }
    Recording noisy =
        new Recording(leads, clean.samplesPerSecond(), null, null, null, clean.source());
    return new MitBih.Annotated(record.number(), noisy, record.rPeaks(), record.classes());
  }

  /** The stretches without noise of a record, in which the stress is not measured. */
  public static List<Span> clean(double durationSeconds) {
    List<Span> spans = new ArrayList<>();
    double from = Ec57BeatMatch.LEARNING_SECONDS + SEGMENT_SECONDS;
    for (; from < durationSeconds; from += 2 * SEGMENT_SECONDS) {
      spans.add(new Span(from, from + SEGMENT_SECONDS));
    }
    return spans;
  }

  /** Whether there is noise at a time. */
  public static boolean isNoisy(double seconds) {
    double since = seconds - Ec57BeatMatch.LEARNING_SECONDS;
    return since >= 0 && (int) (since / SEGMENT_SECONDS) % 2 == 0;
  }

  private static int[] normalBeats(MitBih.Annotated record) {
    List<Integer> normal = new ArrayList<>();
    for (int i = 0; i < record.rPeaks().length; i++) {
      if (record.classes().get(i) == BeatClass.N) {
        normal.add(record.rPeaks()[i]);
      }
    }
    return normal.stream().mapToInt(Integer::intValue).toArray();
  }

  /** S, in the square of the signal's unit; 0 without normal beats. */
  static double signalPower(float[] signal, double rate, int[] normalBeats) {
    int reach = (int) Math.round(QRS_REACH_SECONDS * rate);
    double[] ranges =
        Arrays.stream(normalBeats)
            .filter(beat -> beat >= reach && beat + reach < signal.length)
            .limit(MEASURED)
            .mapToDouble(beat -> range(signal, beat - reach, beat + reach))
            .toArray();
    double amplitude = middleMean(ranges);
    return amplitude * amplitude / 8;
  }

  private static double range(float[] signal, int from, int to) {
    float lowest = Float.POSITIVE_INFINITY;
    float highest = Float.NEGATIVE_INFINITY;
    for (int i = from; i <= to; i++) {
      lowest = Math.min(lowest, signal[i]);
      highest = Math.max(highest, signal[i]);
    }
    return highest - lowest;
  }

  /** N, in the square of the noise's unit. */
  static double noisePower(float[] noise, double rate) {
    int second = (int) Math.round(rate);
    int count = Math.min(MEASURED, noise.length / second);
    double[] deviations = new double[count];
    for (int s = 0; s < count; s++) {
      double sum = 0;
      double squares = 0;
      for (int i = s * second; i < (s + 1) * second; i++) {
        sum += noise[i];
        squares += (double) noise[i] * noise[i];
      }
      double mean = sum / second;
      deviations[s] = Math.sqrt(Math.max(0, squares / second - mean * mean));
    }
    double amplitude = middleMean(deviations);
    return amplitude * amplitude;
  }

  /** The factor a of the noise. */
  static double gain(double signalPower, double noisePower, double decibels) {
    return Math.sqrt(signalPower / (noisePower * Math.pow(10, decibels / 10)));
  }

  private static double middleMean(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int left = (int) (LEFT_OUT * sorted.length);
    return Arrays.stream(sorted, left, sorted.length - left).average().orElse(0);
  }

  private static float[] mixed(float[] signal, float[] noise, double gain, double rate) {
    float[] mixed = new float[signal.length];
    double offset = 0;
    double last = 0;
    boolean wasNoisy = false;
    for (int i = 0; i < mixed.length; i++) {
      boolean noisy = isNoisy(i / rate);
      double added = noisy ? gain * noise[i % noise.length] : 0;
      if (noisy != wasNoisy) {
        offset = last - added;
        wasNoisy = noisy;
      }
      last = added + offset;
      mixed[i] = (float) (signal[i] + last);
    }
    return mixed;
  }
}
