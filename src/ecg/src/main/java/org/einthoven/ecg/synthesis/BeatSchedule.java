package org.einthoven.ecg.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.einthoven.ecg.beat.BeatClass;

/**
 * When the heart beats and how.
 *
 * @param beats from before the first sample to after the last
 */
record BeatSchedule(List<Beat> beats) {

  private static final double LEAST_RR = 0.28;

  /**
   * One beat.
   *
   * @param seconds where its R peak lies, below 0 before the recording
   * @param beatClass what it is
   * @param shape its waves
   */
  record Beat(double seconds, BeatClass beatClass, BeatShape shape) {}

  static BeatSchedule of(EcgSynthesis wanted, Random random) {
    double mean = 60 / wanted.beatsPerMinute();
    double slowPhase = 2 * Math.PI * random.nextDouble();
    double breathPhase = 2 * Math.PI * random.nextDouble();
    List<Beat> beats = new ArrayList<>();
    double at = -mean * (3 + random.nextDouble());
    boolean pause = false;
    while (at < wanted.seconds() + 2 * mean) {
      double basic =
          switch (wanted.rhythm()) {
            case ATRIAL_FIBRILLATION ->
                Math.max(0.5 * mean, mean * (1 + 0.22 * random.nextGaussian()));
            case PACED -> mean;
            default ->
                mean * (1 + wanted.variability() * modulation(at, slowPhase, breathPhase, random));
          };
      boolean mayBePremature = !pause && beats.size() > 1;
      boolean premature = random.nextDouble() < wanted.ectopicShare() && mayBePremature;
      double early = 0.58 + 0.12 * random.nextDouble();
      Beat last = beats.isEmpty() ? null : beats.get(beats.size() - 1);
      switch (wanted.rhythm()) {
        case PREMATURE_VENTRICULAR -> {
          if (premature && last != null) {
            double ectopic = last.seconds() + Math.max(LEAST_RR, early * basic);
            beats.add(new Beat(ectopic, BeatClass.V, BeatShape.ventricular()));
            // The sinus node goes on undisturbed: its next beat but one comes when it would have.
            at = Math.max(last.seconds() + 2 * basic, ectopic + LEAST_RR);
          }
          beats.add(new Beat(at, BeatClass.N, BeatShape.normal(wanted.stElevationMicrovolts())));
        }
        case PREMATURE_ATRIAL -> {
          if (premature && last != null) {
            double ectopic = last.seconds() + Math.max(LEAST_RR, (early + 0.04) * basic);
            beats.add(
                new Beat(ectopic, BeatClass.S, BeatShape.atrial(wanted.stElevationMicrovolts())));
            // The sinus node is reset: one slightly longer interval, no full pause.
            at = ectopic + Math.max(LEAST_RR, 1.08 * basic);
          }
          beats.add(new Beat(at, BeatClass.N, BeatShape.normal(wanted.stElevationMicrovolts())));
        }
        case ATRIAL_FIBRILLATION ->
            beats.add(
                new Beat(at, BeatClass.N, BeatShape.withoutP(wanted.stElevationMicrovolts())));
        case PACED -> beats.add(new Beat(at, BeatClass.Q, BeatShape.paced()));
        case SINUS ->
            beats.add(new Beat(at, BeatClass.N, BeatShape.normal(wanted.stElevationMicrovolts())));
      }
      pause = premature;
      at += Math.max(LEAST_RR, basic);
    }
    return new BeatSchedule(List.copyOf(beats));
  }

  /** Slow waves at 0.1 Hz and breathing at 0.25 Hz, and a little chance; standard deviation 1. */
  private static double modulation(
      double seconds, double slowPhase, double breathPhase, Random random) {
    return 0.75 * Math.sin(2 * Math.PI * 0.1 * seconds + slowPhase)
        + 1.05 * Math.sin(2 * Math.PI * 0.25 * seconds + breathPhase)
        + 0.4 * Math.max(-2, Math.min(2, random.nextGaussian()));
  }
}
