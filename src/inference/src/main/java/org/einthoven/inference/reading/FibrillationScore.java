package org.einthoven.inference.reading;

import java.util.Comparator;
import java.util.List;
import org.einthoven.ecg.recording.Lead;

/**
 * The model's scores for atrial fibrillation, of consecutive stretches of one lead.
 *
 * @param lead the lead that was looked at
 * @param threshold at or above which fibrillation is stated of a stretch
 * @param stretches the stretches that could be judged, at least one, in order of time
 * @param notJudged how many had too few beats
 */
public record FibrillationScore(
    Lead lead, double threshold, List<Stretch> stretches, int notJudged) {

  /** Copies the list. */
  public FibrillationScore {
    stretches = List.copyOf(stretches);
  }

  /**
   * One stretch.
   *
   * @param fromSeconds where it begins
   * @param toSeconds where it ends
   * @param beats how many beats lie in it
   * @param probability 0 to 1
   * @param evidence what was seen of the rhythm, in words and figures
   */
  public record Stretch(
      double fromSeconds, double toSeconds, int beats, double probability, String evidence) {}

  /** The stretch with the highest probability. */
  public Stretch highest() {
    return stretches.stream().max(Comparator.comparingDouble(Stretch::probability)).orElseThrow();
  }

  /** In how many stretches the threshold is reached. */
  public long found() {
    return stretches.stream().filter(stretch -> stretch.probability() >= threshold).count();
  }

  /** Whether it is reached in any. */
  public boolean reached() {
    return found() > 0;
  }
}
