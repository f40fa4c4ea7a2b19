package org.einthoven.ecg.holter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.einthoven.ecg.beat.BeatClass;

/**
 * What was found in one piece of a long recording, gathered bit by bit. Times are from the first
 * sample of the recording; what lies outside of the piece's own time is dropped.
 */
public final class PieceFindings {

  /** A beat may be placed a little differently by two pieces: neither drops it at their border. */
  private static final double SEAM_SECONDS = 0.05;

  private static final double REFRACTORY_SECONDS = 0.2;

  private final double from;
  private final double to;
  private final HolterBeats.Builder beats = new HolterBeats.Builder();
  private final List<HolterStretch> unread = new ArrayList<>();
  private final List<HolterStretch> interrupted = new ArrayList<>();
  private final List<HolterStretch> unclassed = new ArrayList<>();
  private final List<HolterStretch> rhythmJudged = new ArrayList<>();
  private final List<HolterStretch> fibrillation = new ArrayList<>();

  /** Nothing yet of a piece. */
  public PieceFindings(HolterPiece piece, double samplesPerSecond) {
    from = piece.ownFrom() / samplesPerSecond;
    to = piece.ownTo() / samplesPerSecond;
  }

  /** Adds a beat, in order of time; its class is empty where it may not be classed. */
  public void beat(double seconds, Optional<BeatClass> beatClass, double probability) {
    if (seconds >= from - SEAM_SECONDS && seconds < to + SEAM_SECONDS) {
      beats.add(seconds, beatClass, probability);
    }
  }

  /** Nothing was read there. */
  public void unread(HolterStretch stretch) {
    clip(stretch, unread);
  }

  /** No lead had a signal there. */
  public void interrupted(HolterStretch stretch) {
    clip(stretch, interrupted);
  }

  /** Beats may not be classed there. */
  public void unclassed(HolterStretch stretch) {
    clip(stretch, unclassed);
  }

  /** The rhythm was judged there. */
  public void rhythm(HolterStretch stretch, boolean isFibrillation) {
    clip(stretch, rhythmJudged);
    if (isFibrillation) {
      clip(stretch, fibrillation);
    }
  }

  private void clip(HolterStretch stretch, List<HolterStretch> kept) {
    double start = Math.max(from, stretch.fromSeconds());
    double end = Math.min(to, stretch.toSeconds());
    if (end > start) {
      kept.add(new HolterStretch(start, end, stretch.words()));
    }
  }

  /**
   * Puts the pieces of a recording together. A beat that two pieces saw counts once, and stretches
   * that touch and say the same become one.
   *
   * @param pieces in order of time
   * @param durationSeconds of the recording
   */
  public static HolterFindings join(List<PieceFindings> pieces, double durationSeconds) {
    HolterBeats.Builder beats = new HolterBeats.Builder();
    List<HolterStretch> unread = new ArrayList<>();
    List<HolterStretch> interrupted = new ArrayList<>();
    List<HolterStretch> unclassed = new ArrayList<>();
    List<HolterStretch> rhythmJudged = new ArrayList<>();
    List<HolterStretch> fibrillation = new ArrayList<>();
    for (PieceFindings piece : pieces) {
      HolterBeats own = piece.beats.build();
      for (int beat = 0; beat < own.count(); beat++) {
        if (own.seconds(beat) - beats.lastSeconds() >= REFRACTORY_SECONDS) {
          beats.add(own.seconds(beat), own.beatClass(beat), own.probability(beat));
        }
      }
      append(piece.unread, unread);
      append(piece.interrupted, interrupted);
      append(piece.unclassed, unclassed);
      append(piece.rhythmJudged, rhythmJudged);
      append(piece.fibrillation, fibrillation);
    }
    return new HolterFindings(
        durationSeconds, beats.build(), unread, interrupted, unclassed, rhythmJudged, fibrillation);
  }

  private static void append(List<HolterStretch> more, List<HolterStretch> all) {
    for (HolterStretch stretch : more) {
      HolterStretch last = all.isEmpty() ? null : all.get(all.size() - 1);
      if (last != null
          && stretch.fromSeconds() <= last.toSeconds()
          && stretch.words().equals(last.words())) {
        all.set(
            all.size() - 1,
            new HolterStretch(
                last.fromSeconds(), Math.max(last.toSeconds(), stretch.toSeconds()), last.words()));
      } else {
        all.add(stretch);
      }
    }
  }
}
