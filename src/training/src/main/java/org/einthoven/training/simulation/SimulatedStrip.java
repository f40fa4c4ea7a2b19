package org.einthoven.training.simulation;

import static org.einthoven.ecg.beat.BeatPreparation.SAMPLES_PER_SECOND;
import static org.einthoven.ecg.beat.BeatPreparation.WINDOW_SAMPLES;

import java.util.SplittableRandom;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.training.data.PatientBeats;

/**
 * A patient's own normal beats in a rhythm that the patient did not have.
 *
 * <p>A supraventricular beat is the patient's beat with another P wave (weaker, inverted, shifted,
 * or the same), come early; in fibrillation the P wave gives way to fibrillatory waves. A
 * ventricular beat is one of another patient's, scaled to this one's amplitude; a fusion beat is a
 * mixture of the two. The T wave of the beat before reaches into a window that comes early.
 */
final class SimulatedStrip {

  private static final int P_FROM = 2;
  private static final int P_TO = 29;

  private final PatientBeats patient;
  private final SplittableRandom random;
  private final double usual;
  private final double[] seconds;
  private final BeatClass[] classes;
  private final boolean fibrillation;
  private final boolean mostlyEarly;
  private final float[][][] millivolts;
  private final float[][] medians;
  private final float[][] pWaves;

  private SimulatedStrip(PatientBeats patient, int beats, SplittableRandom random) {
    this.patient = patient;
    this.random = random;
    this.usual = Math.max(0.5, Math.min(1.4, patient.interval() * random.nextDouble(0.8, 1.35)));
    SimulatedRhythm rhythm = SimulatedRhythm.draw(beats, usual, random);
    this.seconds = rhythm.seconds();
    this.fibrillation = rhythm.fibrillation();
    this.mostlyEarly = rhythm.isMostlyEarly();
    this.classes = new BeatClass[beats];
    this.medians = new float[patient.leads()][];
    this.pWaves = new float[patient.leads()][];
    this.millivolts = new float[patient.leads()][beats][];
    for (int lead = 0; lead < medians.length; lead++) {
      medians[lead] = patient.median(lead);
      pWaves[lead] = pWave(medians[lead]);
    }
    for (int beat = 0; beat < beats; beat++) {
      classes[beat] = rhythm.early()[beat] ? BeatClass.S : BeatClass.N;
      int own = random.nextInt(patient.count());
      for (int lead = 0; lead < medians.length; lead++) {
        millivolts[lead][beat] = patient.millivolts()[lead][own].clone();
      }
    }
  }

  /** With supraventricular beats, or fibrillation. */
  static SimulatedStrip supraventricular(PatientBeats patient, int beats, SplittableRandom random) {
    SimulatedStrip strip = new SimulatedStrip(patient, beats, random);
    strip.alterPWaves();
    return strip;
  }

  /**
   * With a donor's ventricular beats and fusions with them beside.
   *
   * @param donor ventricular beats and, as its interval and span, those of the donor's normal beats
   */
  static SimulatedStrip ventricular(
      PatientBeats patient, Donor donor, int beats, SplittableRandom random) {
    SimulatedStrip strip = new SimulatedStrip(patient, beats, random);
    strip.alterPWaves();
    strip.addVentricularBeats(donor);
    return strip;
  }

  /**
   * Ventricular beats of a patient.
   *
   * @param ventricular the beats
   * @param spans the median peak-to-peak amplitude of all the patient's beats, each lead
   */
  record Donor(PatientBeats ventricular, float[] spans) {}

  double[] seconds() {
    return seconds;
  }

  BeatClass[] classes() {
    return classes;
  }

  float[][][] millivolts() {
    return millivolts;
  }

  /** The median beat's P segment over the line between its ends, faded in and out. */
  private static float[] pWave(float[] median) {
    float[] wave = new float[WINDOW_SAMPLES];
    float base = (median[4] + median[5] + median[26] + median[27]) / 4;
    for (int i = P_FROM; i < P_TO; i++) {
      boolean edge = i < P_FROM + 2 || i >= P_TO - 2;
      wave[i] = (edge ? 0.5f : 1) * (median[i] - base);
    }
    return wave;
  }

  private void alterPWaves() {
    // Where early beats are the majority nothing but the P wave shows that they are.
    boolean samePWave = !mostlyEarly && random.nextDouble() < 0.25;
    double usualGain = random.nextDouble(-1, mostlyEarly ? 0.6 : 1.2);
    int shift = random.nextInt(-4, 5);
    for (int beat = 0; beat < classes.length; beat++) {
      if (fibrillation) {
        fibrillate(beat);
        reachOfTWave(beat);
      } else if (classes[beat] == BeatClass.S) {
        double spread = random.nextGaussian();
        double gain = samePWave ? 1 + 0.1 * spread : usualGain + 0.15 * spread;
        for (int lead = 0; lead < medians.length; lead++) {
          float[] window = millivolts[lead][beat];
          for (int i = 0; i < WINDOW_SAMPLES; i++) {
            int from = Math.floorMod(i - shift, WINDOW_SAMPLES);
            window[i] += (float) (gain * pWaves[lead][from] - pWaves[lead][i]);
          }
        }
        reachOfTWave(beat);
      }
    }
  }

  private void fibrillate(int beat) {
    double hertz = random.nextDouble(4, 8);
    double phase = random.nextDouble(0, 2 * Math.PI);
    for (int lead = 0; lead < medians.length; lead++) {
      float highest = 0;
      for (float value : pWaves[lead]) {
        highest = Math.max(highest, Math.abs(value));
      }
      float[] window = millivolts[lead][beat];
      for (int i = P_FROM; i < P_TO; i++) {
        double wave = Math.sin(2 * Math.PI * hertz * i / SAMPLES_PER_SECOND + phase);
        window[i] += (float) (0.3 * highest * wave - pWaves[lead][i]);
      }
    }
  }

  private void addVentricularBeats(Donor donor) {
    double often = new double[] {0.03, 0.1, 0.25}[random.nextInt(3)];
    double fusions = random.nextBoolean() ? 0.03 : 0.1;
    int kinds = random.nextInt(1, 3);
    int[] picks = new int[kinds];
    for (int i = 0; i < kinds; i++) {
      picks[i] = random.nextInt(donor.ventricular().count());
    }
    int last = -1;
    for (int beat = 1; beat < classes.length - 1; beat++) {
      boolean normal = classes[beat] == BeatClass.N && classes[beat + 1] == BeatClass.N;
      // The beat after an ectopic one has its interval from it.
      if (!normal || beat == last + 1) {
        continue;
      }
      double draw = random.nextDouble();
      if (draw < often) {
        place(donor, picks[random.nextInt(kinds)], beat, 0, usual * random.nextDouble(0.45, 0.92));
        classes[beat] = BeatClass.V;
      } else if (!fibrillation && draw < often + fusions) {
        double own = random.nextDouble(0.3, 0.7);
        int pick = picks[random.nextInt(kinds)];
        place(donor, pick, beat, own, usual * random.nextDouble(0.82, 1.02));
        classes[beat] = BeatClass.F;
      } else {
        continue;
      }
      if (!fibrillation) {
        boolean compensates = random.nextDouble() < (classes[beat] == BeatClass.V ? 0.7 : 0.5);
        seconds[beat + 1] =
            compensates ? 2 * usual - seconds[beat] : usual * random.nextDouble(0.9, 1.2);
      }
      reachOfTWave(beat);
      last = beat;
    }
  }

  private void place(Donor donor, int pick, int beat, double own, double early) {
    seconds[beat] = Math.max(0.28, early);
    double gain = Math.exp(0.08 * random.nextGaussian());
    int shift = own > 0 ? random.nextInt(-2, 3) : 0;
    for (int lead = 0; lead < medians.length; lead++) {
      float[][] beats = donor.ventricular().millivolts()[lead];
      double scale = gain * patient.span(lead) / Math.max(donor.spans()[lead], 1e-3);
      float[] window = millivolts[lead][beat];
      for (int i = 0; i < WINDOW_SAMPLES; i++) {
        int from = Math.max(0, Math.min(WINDOW_SAMPLES - 1, i - shift));
        double residual = own > 0 ? own * window[i] : 0.05 * (window[i] - medians[lead][i]);
        window[i] = (float) (residual + (1 - own) * scale * beats[pick][from]);
      }
    }
  }

  private void reachOfTWave(int beat) {
    int begin = (int) Math.round(seconds[beat] * SAMPLES_PER_SECOND);
    int length = WINDOW_SAMPLES - begin;
    for (int lead = 0; lead < medians.length; lead++) {
      for (int i = 0; i < length; i++) {
        double fade = Math.pow(1 - (double) i / Math.max(1, length - 1), 0.3);
        millivolts[lead][beat][i] += (float) (fade * medians[lead][begin + i]);
      }
    }
  }
}
