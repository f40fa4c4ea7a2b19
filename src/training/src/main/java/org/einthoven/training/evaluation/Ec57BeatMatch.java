package org.einthoven.training.evaluation;

import java.util.Arrays;
import java.util.List;

/**
 * The beat-by-beat comparison of ANSI/AAMI EC57: which detected beat belongs to which beat of the
 * reference.
 *
 * <p>Two beats belong together when they lie no further apart than the match window, 150 ms in the
 * standard; each beat has at most one partner, and of two candidates the nearer one is taken.
 */
public final class Ec57BeatMatch {

  /** The match window of EC57, in seconds. */
  public static final double WINDOW_SECONDS = 0.150;

  /** The learning period at the start of a record that EC57 does not count, in seconds. */
  public static final double LEARNING_SECONDS = 300;

  private final double[] reference;
  private final double[] detected;
  private final int[] partner;

  private Ec57BeatMatch(double[] reference, double[] detected, int[] partner) {
    this.reference = reference;
    this.detected = detected;
    this.partner = partner;
  }

  /**
   * A stretch of time that is not counted, such as ventricular flutter.
   *
   * @param fromSeconds where it begins
   * @param toSeconds where it ends
   */
  public record Span(double fromSeconds, double toSeconds) {

    private boolean holds(double seconds) {
      return seconds >= fromSeconds && seconds <= toSeconds;
    }
  }

  /**
   * Pairs the beats of a whole record.
   *
   * @param reference times of the annotated beats in seconds, ascending
   * @param detected times of the detected beats in seconds, ascending
   */
  public static Ec57BeatMatch of(double[] reference, double[] detected) {
    int[] partner = new int[reference.length];
    Arrays.fill(partner, -1);
    int i = 0;
    int j = 0;
    while (i < reference.length && j < detected.length) {
      double apart = Math.abs(reference[i] - detected[j]);
      if (apart > WINDOW_SECONDS) {
        if (reference[i] < detected[j]) {
          i++;
        } else {
          j++;
        }
      } else if (j + 1 < detected.length && Math.abs(reference[i] - detected[j + 1]) < apart) {
        j++;
      } else if (i + 1 < reference.length && Math.abs(reference[i + 1] - detected[j]) < apart) {
        i++;
      } else {
        partner[i++] = j++;
      }
    }
    return new Ec57BeatMatch(reference, detected, partner);
  }

  /** For each beat of the reference the index of the detected one, −1 where it was missed. */
  public int[] partners() {
    return partner.clone();
  }

  /**
   * Counts from a time on.
   *
   * @param fromSeconds beats before it are paired but not counted
   * @param excluded stretches in which nothing is counted
   */
  public QrsCounts counts(double fromSeconds, List<Span> excluded) {
    boolean[] paired = new boolean[detected.length];
    int found = 0;
    int missed = 0;
    for (int i = 0; i < reference.length; i++) {
      if (partner[i] >= 0) {
        paired[partner[i]] = true;
      }
      if (counted(reference[i], fromSeconds, excluded)) {
        if (partner[i] >= 0) {
          found++;
        } else {
          missed++;
        }
      }
    }
    int extra = 0;
    for (int j = 0; j < detected.length; j++) {
      if (!paired[j] && counted(detected[j], fromSeconds, excluded)) {
        extra++;
      }
    }
    return new QrsCounts(found, missed, extra);
  }

  /** Whether a beat at a time is counted: not before, and in no stretch that is excluded. */
  static boolean counted(double seconds, double fromSeconds, List<Span> excluded) {
    return seconds >= fromSeconds && excluded.stream().noneMatch(span -> span.holds(seconds));
  }
}
