package org.einthoven.ecg.holter;

import java.util.Arrays;
import java.util.Optional;
import org.einthoven.ecg.beat.BeatClass;

/** The beats of a long recording, in order of time; thirteen bytes each. */
public final class HolterBeats {

  private static final byte UNCLASSED = -1;
  private static final BeatClass[] CLASSES = BeatClass.values();

  private final double[] seconds;
  private final byte[] classes;
  private final float[] probabilities;

  private HolterBeats(double[] seconds, byte[] classes, float[] probabilities) {
    this.seconds = seconds;
    this.classes = classes;
    this.probabilities = probabilities;
  }

  /** Beats as they are gathered. */
  public static final class Builder {

    private double[] seconds = new double[1024];
    private byte[] classes = new byte[1024];
    private float[] probabilities = new float[1024];
    private int count;

    /** No beat yet. */
    public Builder() {}

    /**
     * Adds a beat behind the others.
     *
     * @param at its R peak, in seconds from the first sample of the recording, after the last one
     * @param beatClass its class, empty where it may not be classed
     * @param probability of that class, 0 to 1
     */
    public void add(double at, Optional<BeatClass> beatClass, double probability) {
      if (count > 0 && !(at > seconds[count - 1])) {
        throw new IllegalArgumentException("beats are added in order of time");
      }
      if (count == seconds.length) {
        seconds = Arrays.copyOf(seconds, 2 * count);
        classes = Arrays.copyOf(classes, 2 * count);
        probabilities = Arrays.copyOf(probabilities, 2 * count);
      }
      seconds[count] = at;
      classes[count] = beatClass.map(found -> (byte) found.column()).orElse(UNCLASSED);
      probabilities[count] = (float) probability;
      count++;
    }

    /** The last beat's R peak in seconds, minus infinity where there is none. */
    public double lastSeconds() {
      return count == 0 ? Double.NEGATIVE_INFINITY : seconds[count - 1];
    }

    /** The beats so far. */
    public HolterBeats build() {
      return new HolterBeats(
          Arrays.copyOf(seconds, count),
          Arrays.copyOf(classes, count),
          Arrays.copyOf(probabilities, count));
    }
  }

  /** How many there are. */
  public int count() {
    return seconds.length;
  }

  /** The R peak of a beat, in seconds from the first sample of the recording. */
  public double seconds(int beat) {
    return seconds[beat];
  }

  /** The class of a beat, empty where it may not be classed. */
  public Optional<BeatClass> beatClass(int beat) {
    return classes[beat] == UNCLASSED ? Optional.empty() : Optional.of(CLASSES[classes[beat]]);
  }

  /** Whether a beat is of a class. */
  public boolean is(int beat, BeatClass beatClass) {
    return classes[beat] == beatClass.column();
  }

  /** The probability of a beat's class, 0 where it has none. */
  public double probability(int beat) {
    return probabilities[beat];
  }

  /** The first beat at or after a time; {@link #count()} where there is none. */
  public int firstFrom(double time) {
    int at = Arrays.binarySearch(seconds, time);
    return at >= 0 ? at : -at - 1;
  }
}
