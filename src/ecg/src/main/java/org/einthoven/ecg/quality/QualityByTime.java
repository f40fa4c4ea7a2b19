package org.einthoven.ecg.quality;

import java.util.List;

/**
 * How good a recording is, and in which parts of it no lead can be read.
 *
 * @param whole of the recording as a whole
 * @param unusable the parts in which no lead is usable, in order of time; neighbours touch only
 *     where their reasons differ
 */
public record QualityByTime(QualityAssessment whole, List<Part> unusable) {

  /** Copies the list. */
  public QualityByTime {
    unusable = List.copyOf(unusable);
  }

  /**
   * A part of the recording.
   *
   * @param from its first sample
   * @param to the sample behind its last
   * @param reason what is wrong with the leads, in words
   */
  public record Part(int from, int to, String reason) {}
}
