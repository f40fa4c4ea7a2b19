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
   * @param seconds about how much a piece owns; pieces are made equal
   * @param contextSeconds how much is read before and behind it
   */
  public record Cut(double seconds, double contextSeconds) {

    /**
     * Half an hour, which is how long the records are that the models are judged on, with 20 s of
     * context: ten intervals at 30 beats a minute.
     */
    public static final Cut STANDARD = new Cut(1800, 20);

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
        long from = length * i / count;
        long to = length * (i + 1) / count;
        pieces.add(
            new HolterPiece(Math.max(0, from - context), Math.min(length, to + context), from, to));
      }
      return pieces;
    }
  }
}
