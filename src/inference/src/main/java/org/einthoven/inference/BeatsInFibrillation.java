package org.einthoven.inference;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.Prepared;

/**
 * What stated atrial fibrillation means for the beats of its stretch: where the atria fibrillate
 * there are no supraventricular premature beats, since beats are conducted at random and early by
 * chance. What the beat head gives to S is given to N, so that a reading does not contradict
 * itself. See docs/adr/0012-no-supraventricular-beats-in-fibrillation.md.
 */
public final class BeatsInFibrillation {

  private BeatsInFibrillation() {}

  /**
   * The scores of beats in their rhythm. A beat in a stretch that was not judged, or in which
   * fibrillation is not stated, keeps its score.
   */
  static Prepared<List<BeatScore>> of(
      Prepared<List<BeatScore>> beats, Prepared<FibrillationScores> fibrillation) {
    if (!(beats instanceof Prepared.Ready<List<BeatScore>> scored
        && fibrillation instanceof Prepared.Ready<FibrillationScores> rhythm)) {
      return beats;
    }
    double threshold = rhythm.input().threshold();
    List<FibrillationScores.Window> windows = rhythm.input().windows();
    List<BeatScore> inRhythm = new ArrayList<>();
    int next = 0;
    for (BeatScore beat : scored.input()) {
      while (next < windows.size() && windows.get(next).input().toSeconds() <= beat.seconds()) {
        next++;
      }
      boolean stated =
          next < windows.size()
              && windows.get(next).input().fromSeconds() <= beat.seconds()
              && windows.get(next).probability() >= threshold;
      inRhythm.add(
          stated
              ? new BeatScore(
                  beat.rPeak(),
                  beat.seconds(),
                  probabilities(beat.probabilities()),
                  beat.sharedShare(),
                  beat.best() == BeatClass.S)
              : beat);
    }
    return new Prepared.Ready<>(List.copyOf(inRhythm));
  }

  /**
   * The probabilities of a beat's classes in fibrillation.
   *
   * @param ofClasses of N, S, V, F and Q as the beat head gives them; they are not changed
   * @return the same with that of S added to that of N
   */
  public static float[] probabilities(float[] ofClasses) {
    float[] inFibrillation = ofClasses.clone();
    inFibrillation[BeatClass.N.column()] += ofClasses[BeatClass.S.column()];
    inFibrillation[BeatClass.S.column()] = 0;
    return inFibrillation;
  }
}
