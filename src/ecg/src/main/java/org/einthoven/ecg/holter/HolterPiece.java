package org.einthoven.ecg.holter;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a long recording, in samples of it. What is found in a piece counts where the piece
 * owns the time; what lies around that is read for its context.
 *
 * @param from its first sample
 * @param to the sample behind its last
 * @param ownFrom the first sample that it owns
 * @param ownTo the sample behind the last that it owns
 */
public record HolterPiece(long from, long to, long ownFrom, long ownTo) {

  /**
   * How long recordings are cut.
   *
   * @param seconds how much a piece owns; the last one takes the rest, at most half as much again
   * @param contextSeconds how much is read before and behind it
   */
  public record Cut(double seconds, double contextSeconds) {

    /**
     * Half an hour, which is how long the records are that the models are judged on, with a minute
     * of context. Both are whole numbers of the stretches in which the rhythm is judged, and half
     * an hour of the blocks in which beats are compared, so that these lie where they would with
     * pieces of any other such length.
     */
    public static final Cut STANDARD = new Cut(1800, 60);

    /** Checks that a piece is longer than its context. */
    public Cut {
      if (!(seconds > 0 && contextSeconds >= 0 && contextSeconds < seconds)) {
        throw new IllegalArgumentException("a piece is longer than its context");
      }
    }

    /**
     * The pieces of a recording; every sample is owned by exactly one.
     *
     * @param length of the recording, in samples
     */
    public List<HolterPiece> pieces(long length, double samplesPerSecond) {
      long count = Math.max(1, Math.round(length / samplesPerSecond / seconds));
      long context = (long) Math.ceil(contextSeconds * samplesPerSecond);
      List<HolterPiece> pieces = new ArrayList<>();
      for (long i = 0; i < count; i++) {
        long from = Math.round(i * seconds * samplesPerSecond);
        long to = i == count - 1 ? length : Math.round((i + 1) * seconds * samplesPerSecond);
        pieces.add(
            new HolterPiece(Math.max(0, from - context), Math.min(length, to + context), from, to));
      }
      return pieces;
    }
  }
}
