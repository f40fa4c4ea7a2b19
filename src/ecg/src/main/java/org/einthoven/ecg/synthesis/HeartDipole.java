package org.einthoven.ecg.synthesis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The dynamical model: a point that circles the unit circle once a beat and, as it passes the
 * angles of the waves, pushes the dipole.
 *
 * <pre>
 *   ẋ = αx − ωy,  ẏ = αy + ωx,  α = 1 − √(x² + y²)
 *   ḋ = −Σ aᵢ (ω/bᵢ²) Δθᵢ exp(−Δθᵢ²/2bᵢ²) − d      for each of the dipole's three components d
 * </pre>
 *
 * <p>The point passes the QRS complex at the same speed at every heart rate and the rest of the
 * circle so that it arrives with the next beat; where McSharry fixes the angles of the waves, here
 * their times are fixed (the T wave's follow the square root of the RR interval). So a premature
 * beat keeps its width. Each beat may have waves of its own. Integrated by the classical
 * Runge–Kutta method at 1000 Hz or more.
 */
final class HeartDipole {

  private static final double LEAST_STEPS_PER_SECOND = 1000;

  /** How far from the R peak the point keeps its one speed, a turn a second. */
  private static final double QRS_SECONDS = 0.1;

  private static final double REACH = 5;
  private static final int STATES = 5;

  /** A wave on the unrolled circle: centre and width as angles. */
  private record Push(double centre, double width, double x, double y, double z) {}

  private final double[] beatTimes;
  private final List<Push> pushes;
  private final double samplesPerSecond;

  private HeartDipole(double[] beatTimes, List<Push> pushes, double samplesPerSecond) {
    this.beatTimes = beatTimes;
    this.pushes = pushes;
    this.samplesPerSecond = samplesPerSecond;
  }

  static HeartDipole of(BeatSchedule schedule, EcgSynthesis wanted) {
    List<BeatSchedule.Beat> beats = schedule.beats();
    double[] times = beats.stream().mapToDouble(BeatSchedule.Beat::seconds).toArray();
    List<Push> pushes = new ArrayList<>();
    HeartDipole heart = new HeartDipole(times, pushes, wanted.samplesPerSecond());
    for (int k = 1; k < times.length; k++) {
      // A pause lengthens the rest after the T wave, not the T wave.
      double stretch = Math.sqrt(Math.min(1.2, times[k] - times[k - 1]));
      for (BeatShape.Wave wave : beats.get(k).shape().waves()) {
        double scale = wave.stretches() ? stretch : 1;
        double at = times[k] + wave.seconds() * scale;
        double half = wave.width() * scale;
        pushes.add(
            new Push(
                heart.phase(at),
                (heart.phase(at + half) - heart.phase(at - half)) / 2,
                wave.x(),
                wave.y(),
                wave.z()));
      }
    }
    return heart;
  }

  /**
   * Runs the model.
   *
   * @param length how many samples
   * @return x, y and z of the dipole in microvolts, each of this length
   */
  double[][] run(int length) {
    int substeps = (int) Math.ceil(LEAST_STEPS_PER_SECOND / samplesPerSecond);
    double step = 1 / (samplesPerSecond * substeps);
    // Begun a second early, so that nothing of the start is seen.
    int lead = (int) Math.ceil(Math.min(-beatTimes[1], 1.0) / step);
    double[][] dipole = new double[3][length];
    double[] state = new double[STATES];
    double start = phase(-lead * step);
    state[0] = StrictMath.cos(start);
    state[1] = StrictMath.sin(start);
    int firstPush = 0;
    for (long k = -lead; k < (long) length * substeps; k++) {
      if (k >= 0 && k % substeps == 0) {
        for (int d = 0; d < 3; d++) {
          dipole[d][(int) (k / substeps)] = state[2 + d];
        }
      }
      double time = k * step;
      double phase = phase(time);
      while (firstPush < pushes.size() && pushes.get(firstPush).centre() < phase - 4 * Math.PI) {
        firstPush++;
      }
      // The mean over the step, so that no error adds up where the speed changes within it.
      double omega = (phase(time + step) - phase) / step;
      rungeKutta(state, step, omega, phase, firstPush);
    }
    return dipole;
  }

  private void rungeKutta(double[] state, double h, double omega, double near, int firstPush) {
    double[] k1 = slope(state, omega, near, firstPush);
    double[] k2 = slope(moved(state, k1, h / 2), omega, near, firstPush);
    double[] k3 = slope(moved(state, k2, h / 2), omega, near, firstPush);
    double[] k4 = slope(moved(state, k3, h), omega, near, firstPush);
    for (int i = 0; i < STATES; i++) {
      state[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
    }
  }

  private static double[] moved(double[] state, double[] slope, double by) {
    double[] moved = new double[STATES];
    for (int i = 0; i < STATES; i++) {
      moved[i] = state[i] + by * slope[i];
    }
    return moved;
  }

  private double[] slope(double[] s, double omega, double near, int firstPush) {
    double alpha = 1 - Math.sqrt(s[0] * s[0] + s[1] * s[1]);
    // The angle tells where in the beat the point is; the schedule, which beat it is.
    double angle = StrictMath.atan2(s[1], s[0]);
    double theta = angle + 2 * Math.PI * Math.rint((near - angle) / (2 * Math.PI));
    double[] slope = {
      alpha * s[0] - omega * s[1], alpha * s[1] + omega * s[0], -s[2], -s[3], -s[4]
    };
    for (int i = firstPush; i < pushes.size(); i++) {
      Push push = pushes.get(i);
      double distance = theta - push.centre();
      if (distance < -6 * Math.PI) {
        break;
      }
      if (Math.abs(distance) < REACH * push.width()) {
        double relative = distance / push.width();
        double factor =
            -omega * relative / push.width() * StrictMath.exp(-0.5 * relative * relative);
        slope[2] += push.x() * factor;
        slope[3] += push.y() * factor;
        slope[4] += push.z() * factor;
      }
    }
    return slope;
  }

  /** Where the point is at a time: 2π times the beat's number at its R peak. */
  private double phase(double time) {
    int k = interval(time);
    double interval = beatTimes[k + 1] - beatTimes[k];
    double since = time - beatTimes[k];
    double rest = (1 - 2 * QRS_SECONDS) / (interval - 2 * QRS_SECONDS);
    double part;
    if (since < QRS_SECONDS) {
      part = since;
    } else if (since < interval - QRS_SECONDS) {
      part = QRS_SECONDS + (since - QRS_SECONDS) * rest;
    } else {
      part = 1 - (interval - since);
    }
    return 2 * Math.PI * (k + part);
  }

  private int interval(double time) {
    int place = Arrays.binarySearch(beatTimes, time);
    int k = place >= 0 ? place : -place - 2;
    return Math.max(0, Math.min(beatTimes.length - 2, k));
  }
}
