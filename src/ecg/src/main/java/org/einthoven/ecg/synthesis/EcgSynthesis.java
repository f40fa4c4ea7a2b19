package org.einthoven.ecg.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;

/**
 * What a synthetic ECG shall be, and the way to it: the same settings give the same samples.
 *
 * <p>The heart is the dynamical model of McSharry, Clifford, Tarassenko and Smith (IEEE Trans.
 * Biomed. Eng. 50:289, 2003) with a dipole of three components instead of one voltage (Sameni,
 * Clifford, Jutten and Shamsollahi, EURASIP J. Adv. Signal Process. 2007:043407); the leads are the
 * dipole seen through Dower's matrix ({@link LeadField}). The sizes of the waves are this project's
 * own, chosen to look like a healthy adult's ECG. III = II − I and Goldberger's equations hold to
 * the rounding of a float.
 *
 * @param seed of everything random
 * @param seconds how long, above 0
 * @param samplesPerSecond above 0
 * @param rhythm which
 * @param beatsPerMinute the mean rate of the basic rhythm, 20 to 200
 * @param variability the standard deviation of the RR intervals over their mean, sinus rhythms only
 * @param ectopicShare about which part of the beats is premature, for the rhythms that have such
 * @param stElevationMicrovolts ST elevation in V2 and V3, with the other leads as a current of
 *     injury of the anterior wall gives; 0 for none
 * @param disturbance what else the electrodes pick up
 */
public record EcgSynthesis(
    long seed,
    double seconds,
    double samplesPerSecond,
    SyntheticRhythm rhythm,
    double beatsPerMinute,
    double variability,
    double ectopicShare,
    double stElevationMicrovolts,
    Disturbance disturbance) {

  private static final Lead[] ORDER = {
    Lead.I, Lead.II, Lead.III, Lead.AVR, Lead.AVL, Lead.AVF,
    Lead.V1, Lead.V2, Lead.V3, Lead.V4, Lead.V5, Lead.V6
  };

  /** Checks what is said of the parameters. */
  public EcgSynthesis {
    if (!(seconds > 0 && samplesPerSecond > 0 && seconds * samplesPerSecond >= 1)) {
      throw new IllegalArgumentException("a synthetic ECG has at least one sample");
    }
    if (!(beatsPerMinute >= 20 && beatsPerMinute <= 200)) {
      throw new IllegalArgumentException("the rate is 20 to 200 beats per minute");
    }
    if (!(variability >= 0 && variability <= 0.2 && ectopicShare >= 0 && ectopicShare <= 0.5)) {
      throw new IllegalArgumentException("variability is 0 to 0.2, the ectopic share 0 to 0.5");
    }
  }

  /** Ten seconds at 500 Hz, 70 beats per minute, with little disturbance. */
  public static EcgSynthesis of(SyntheticRhythm rhythm, long seed) {
    return new EcgSynthesis(seed, 10, 500, rhythm, 70, 0.03, 0.15, 0, Disturbance.LITTLE);
  }

  /** The same for another time and rate. */
  public EcgSynthesis lasting(double newSeconds, double newSamplesPerSecond) {
    return new EcgSynthesis(
        seed,
        newSeconds,
        newSamplesPerSecond,
        rhythm,
        beatsPerMinute,
        variability,
        ectopicShare,
        stElevationMicrovolts,
        disturbance);
  }

  /** The same at another heart rate. */
  public EcgSynthesis beating(double newBeatsPerMinute) {
    return new EcgSynthesis(
        seed,
        seconds,
        samplesPerSecond,
        rhythm,
        newBeatsPerMinute,
        variability,
        ectopicShare,
        stElevationMicrovolts,
        disturbance);
  }

  /** The same with another share of premature beats. */
  public EcgSynthesis withEctopicShare(double newEctopicShare) {
    return new EcgSynthesis(
        seed,
        seconds,
        samplesPerSecond,
        rhythm,
        beatsPerMinute,
        variability,
        newEctopicShare,
        stElevationMicrovolts,
        disturbance);
  }

  /** The same with ST elevation. */
  public EcgSynthesis withStElevation(double microvolts) {
    return new EcgSynthesis(
        seed,
        seconds,
        samplesPerSecond,
        rhythm,
        beatsPerMinute,
        variability,
        ectopicShare,
        microvolts,
        disturbance);
  }

  /** The same under another disturbance. */
  public EcgSynthesis under(Disturbance newDisturbance) {
    return new EcgSynthesis(
        seed,
        seconds,
        samplesPerSecond,
        rhythm,
        beatsPerMinute,
        variability,
        ectopicShare,
        stElevationMicrovolts,
        newDisturbance);
  }

  /** Makes the ECG. */
  public SyntheticEcg make() {
    int length = (int) Math.max(1, Math.round(seconds * samplesPerSecond));
    Random random = new Random(seed);
    BeatSchedule schedule = BeatSchedule.of(this, random);
    double[][] dipole = HeartDipole.of(schedule, this).run(length);
    if (rhythm == SyntheticRhythm.ATRIAL_FIBRILLATION) {
      FibrillatoryWaves.add(dipole, samplesPerSecond, random);
    }
    if (rhythm == SyntheticRhythm.PACED) {
      PacingSpikes.add(dipole, samplesPerSecond, schedule);
    }
    double[][] electrodes =
        ElectrodeNoise.of(disturbance, samplesPerSecond, LeadField.ELECTRODES, length, random);
    List<LeadSignal> leads = new ArrayList<>();
    for (Lead lead : ORDER) {
      leads.add(new LeadSignal(lead, new float[length]));
    }
    LeadField.project(dipole, electrodes, leads);
    List<SyntheticBeat> beats =
        schedule.beats().stream()
            .map(b -> beat(b, length))
            .filter(b -> b.seconds() >= 0 && b.sample() >= 0 && b.sample() < length)
            .toList();
    Recording recording =
        new Recording(leads, samplesPerSecond, null, null, null, Source.of("synthetic"));
    return new SyntheticEcg(recording, beats);
  }

  private SyntheticBeat beat(BeatSchedule.Beat beat, int length) {
    long sample = Math.min(length, Math.round(beat.seconds() * samplesPerSecond));
    return new SyntheticBeat(beat.seconds(), (int) sample, beat.beatClass());
  }
}
