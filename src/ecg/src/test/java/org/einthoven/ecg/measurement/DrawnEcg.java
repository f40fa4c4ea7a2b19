package org.einthoven.ecg.measurement;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;

/**
 * Twelve-lead ECGs whose waves are raised cosines, so that each begins and ends exactly where it is
 * said: P from 200 to 100 ms before the R peak, QRS from 45 ms before to 45 ms after it, T from 180
 * to 380 ms after it. The frontal vector points where it is told; chest leads have a height of
 * their own.
 */
public final class DrawnEcg {

  static final double P_DURATION = 100;
  static final double PR = 155;
  static final double QRS = 90;
  static final double QT = 425;

  private static final List<Lead> CHEST =
      List.of(Lead.V1, Lead.V2, Lead.V3, Lead.V4, Lead.V5, Lead.V6);

  private static final double[] CHEST_HEIGHTS = {-0.5, 0.25, 0.5, 0.9, 1.1, 0.9};

  private final double samplesPerSecond;
  private double axisDegrees = 45;
  private double stMillivolts;
  private double pMillivolts = 0.15;
  private double fibrillation;
  private double scale = 1;
  private double pEarlier;
  private double tEarlier;
  private double noiseMillivolts = 0.005;

  private DrawnEcg(double samplesPerSecond) {
    this.samplesPerSecond = samplesPerSecond;
  }

  /** An ECG at this rate. */
  public static DrawnEcg at(double samplesPerSecond) {
    return new DrawnEcg(samplesPerSecond);
  }

  /** Points the frontal vector. */
  public DrawnEcg axis(double degrees) {
    axisDegrees = degrees;
    return this;
  }

  DrawnEcg withSt(double millivolts) {
    stMillivolts = millivolts;
    return this;
  }

  /** Multiplies every deflection. */
  public DrawnEcg scaled(double factor) {
    scale = factor;
    return this;
  }

  /** Draws the T wave so much earlier, as at a fast rate. */
  public DrawnEcg tEarlier(double milliseconds) {
    tEarlier = milliseconds;
    return this;
  }

  /** Draws the P wave so much earlier. */
  public DrawnEcg pEarlier(double milliseconds) {
    pEarlier = milliseconds;
    return this;
  }

  /** Draws fibrillatory waves in the place of P waves. */
  public DrawnEcg fibrillating() {
    pMillivolts = 0;
    fibrillation = 0.1;
    return this;
  }

  /** Sets the deviation of the noise. */
  public DrawnEcg noise(double millivolts) {
    noiseMillivolts = millivolts;
    return this;
  }

  /** A raised cosine from one time to another, in milliseconds, of height 1. */
  private static double wave(double time, double from, double to) {
    return time <= from || time >= to
        ? 0
        : (1 - Math.cos(2 * Math.PI * (time - from) / (to - from))) / 2;
  }

  private double beat(double milliseconds, boolean wide) {
    if (wide) {
      return 1.4 * wave(milliseconds, -70, 90)
          - 0.8 * wave(milliseconds, 60, 130)
          - 0.3 * wave(milliseconds, 160, 420);
    }
    double st =
        stMillivolts
            * (milliseconds > 45 && milliseconds < 180
                ? Math.min(1, Math.min((milliseconds - 45) / 5, (180 - milliseconds) / 20))
                : 0);
    return pMillivolts * wave(milliseconds, -200 - pEarlier, -100 - pEarlier)
        - 0.15 * wave(milliseconds, -45, -15)
        + wave(milliseconds, -28, 28)
        - 0.3 * wave(milliseconds, 15, 45)
        + st
        + 0.3 * wave(milliseconds, 180 - tEarlier, 380 - tEarlier);
  }

  /** The recording of beats at these times, all of the usual shape. */
  public Recording beatingAt(double seconds, double... times) {
    return draw(seconds, times, new boolean[times.length]);
  }

  /** Regular beats. */
  public Recording regular(double seconds, double beatsPerMinute) {
    return beatingAt(seconds, times(seconds, beatsPerMinute));
  }

  /** Every second beat has another, wider shape. */
  Recording bigeminy(double seconds, double beatsPerMinute) {
    double[] times = times(seconds, beatsPerMinute);
    boolean[] wide = new boolean[times.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = i % 2 == 1;
    }
    return draw(seconds, times, wide);
  }

  private static double[] times(double seconds, double beatsPerMinute) {
    double interval = 60 / beatsPerMinute;
    int count = (int) ((seconds - 0.4) / interval);
    double[] times = new double[count];
    for (int i = 0; i < count; i++) {
      times[i] = 0.4 + i * interval;
    }
    return times;
  }

  private Recording draw(double seconds, double[] times, boolean[] wide) {
    int length = (int) (seconds * samplesPerSecond);
    SplittableRandom random = new SplittableRandom(1);
    double[] vector = new double[length];
    for (int i = 0; i < length; i++) {
      double now = 1000 * i / samplesPerSecond;
      for (int k = 0; k < times.length; k++) {
        vector[i] += beat(now - 1000 * times[k], wide[k]);
      }
      vector[i] += fibrillation * Math.sin(2 * Math.PI * 6.3 * now / 1000);
    }
    double angle = Math.toRadians(axisDegrees);
    List<LeadSignal> leads = new ArrayList<>();
    leads.add(lead(Lead.I, vector, Math.cos(angle), random));
    leads.add(lead(Lead.II, vector, Math.cos(angle - Math.PI / 3), random));
    for (int i = 0; i < CHEST.size(); i++) {
      leads.add(lead(CHEST.get(i), vector, CHEST_HEIGHTS[i], random));
    }
    return recording(leads);
  }

  private LeadSignal lead(Lead lead, double[] vector, double factor, SplittableRandom random) {
    float[] microvolts = new float[vector.length];
    for (int i = 0; i < microvolts.length; i++) {
      double noise = noiseMillivolts * random.nextGaussian();
      microvolts[i] = (float) (1000 * (scale * factor * vector[i] + noise));
    }
    return new LeadSignal(lead, microvolts);
  }

  Recording recording(List<LeadSignal> leads) {
    Source source = EcgSynthesis.of(SyntheticRhythm.SINUS, 1).make().recording().source();
    return new Recording(leads, samplesPerSecond, null, null, null, source);
  }
}
