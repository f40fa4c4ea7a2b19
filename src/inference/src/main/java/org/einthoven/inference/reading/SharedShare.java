package org.einthoven.inference.reading;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.inference.BeatScore;

/**
 * How much a task leaned on the features that all tasks of the model share, rather than on its own.
 * It helps to explain a decision, and says nothing of whether it is right.
 *
 * @param task {@code beat}, {@code infarction}, {@code abnormality} or {@code fibrillation}
 * @param meanShare the mean weight of the shared path over what was scored, 0 (private only) to 1
 * @param leastShare the least of those weights
 * @param mostShare the greatest of them
 * @param classes the same for the beats of each class that was found; empty for other tasks
 */
public record SharedShare(
    String task, double meanShare, double leastShare, double mostShare, List<OfClass> classes) {

  /** The task whose answers are beats. */
  public static final String BEAT = "beat";

  /**
   * The share over the beats of a class.
   *
   * @param beatClass the class that was found
   * @param beats how many beats it has
   * @param meanShare the mean weight over them
   * @param leastShare the least
   * @param mostShare the greatest
   */
  public record OfClass(
      BeatClass beatClass, int beats, double meanShare, double leastShare, double mostShare) {}

  /** Copies the list. */
  public SharedShare {
    classes = List.copyOf(classes);
  }

  /** Of a task that answers once for a recording. */
  public SharedShare(String task, double share) {
    this(task, share, share, share, List.of());
  }

  /** Of the beats of a recording; all 0 where there are none. */
  static SharedShare overBeats(List<BeatScore> scores) {
    List<OfClass> classes = new ArrayList<>();
    for (BeatClass beatClass : BeatClass.values()) {
      DoubleSummaryStatistics found =
          over(scores.stream().filter(score -> score.best() == beatClass).toList());
      if (found.getCount() > 0) {
        classes.add(
            new OfClass(
                beatClass,
                (int) found.getCount(),
                found.getAverage(),
                found.getMin(),
                found.getMax()));
      }
    }
    DoubleSummaryStatistics all = over(scores);
    return all.getCount() == 0
        ? new SharedShare(BEAT, 0)
        : new SharedShare(BEAT, all.getAverage(), all.getMin(), all.getMax(), classes);
  }

  private static DoubleSummaryStatistics over(List<BeatScore> scores) {
    return scores.stream().mapToDouble(BeatScore::sharedShare).summaryStatistics();
  }
}
