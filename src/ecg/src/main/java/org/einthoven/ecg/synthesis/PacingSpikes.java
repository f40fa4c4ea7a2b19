package org.einthoven.ecg.synthesis;

/** The spikes of a unipolar ventricular pacemaker, half a millisecond or one sample wide. */
final class PacingSpikes {

  private static final double SECONDS_BEFORE_R = 0.1;
  private static final double WIDTH_SECONDS = 0.0005;

  /** A recorder below this rate has smoothed the spike before it sampled it. */
  private static final double FULL_HEIGHT_RATE = 500;

  private static final double[] MICROVOLTS = {-700, -1600, -600};

  private PacingSpikes() {}

  static void add(double[][] dipole, double samplesPerSecond, BeatSchedule schedule) {
    int width = (int) Math.max(1, Math.round(WIDTH_SECONDS * samplesPerSecond));
    double height = Math.min(1, samplesPerSecond / FULL_HEIGHT_RATE);
    for (BeatSchedule.Beat beat : schedule.beats()) {
      int from = (int) Math.round((beat.seconds() - SECONDS_BEFORE_R) * samplesPerSecond);
      for (int i = Math.max(0, from); i < Math.min(dipole[0].length, from + width); i++) {
        for (int d = 0; d < 3; d++) {
          dipole[d][i] += height * MICROVOLTS[d];
        }
      }
    }
  }
}
