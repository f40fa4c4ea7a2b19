package org.einthoven.ecg.measurement;

/**
 * One lead of a typical beat by time.
 *
 * @param beat the beat
 * @param millivolts the lead's samples
 */
record LeadCurve(TypicalBeat beat, float[] millivolts) {

  private static final double LEVEL_FROM = 16;
  private static final double LEVEL_TO = 4;

  private int sample(double milliseconds) {
    int sample = beat.rPeak() + (int) Math.round(milliseconds / TypicalBeat.MILLISECONDS);
    return Math.max(0, Math.min(millivolts.length - 1, sample));
  }

  /** The mean between two times. */
  double mean(double from, double to) {
    double sum = 0;
    for (int i = sample(from); i <= sample(to); i++) {
      sum += millivolts[i];
    }
    return sum / (sample(to) - sample(from) + 1);
  }

  /** The level just before the QRS complex, which begins at this time. */
  double levelBefore(double onset) {
    return mean(onset - LEVEL_FROM, onset - LEVEL_TO);
  }

  /** How long it lies below a level between two times, in milliseconds. */
  double timeBelow(double level, double from, double to) {
    int below = 0;
    for (int i = sample(from); i <= sample(to); i++) {
      below += millivolts[i] < level ? 1 : 0;
    }
    return below * TypicalBeat.MILLISECONDS;
  }

  double highest(double from, double to) {
    return millivolts[indexOfHighest(from, to)];
  }

  /** When it is highest, in milliseconds from the R peak. */
  double timeOfHighest(double from, double to) {
    return (indexOfHighest(from, to) - beat.rPeak()) * TypicalBeat.MILLISECONDS;
  }

  private int indexOfHighest(double from, double to) {
    int highest = sample(from);
    for (int i = highest; i <= sample(to); i++) {
      highest = millivolts[i] > millivolts[highest] ? i : highest;
    }
    return highest;
  }

  double lowest(double from, double to) {
    double lowest = millivolts[sample(from)];
    for (int i = sample(from); i <= sample(to); i++) {
      lowest = Math.min(lowest, millivolts[i]);
    }
    return lowest;
  }

  /** The value farthest from a level, minus that level. */
  double farthest(double from, double to, double level) {
    double farthest = 0;
    for (int i = sample(from); i <= sample(to); i++) {
      double off = millivolts[i] - level;
      farthest = Math.abs(off) > Math.abs(farthest) ? off : farthest;
    }
    return farthest;
  }

  /** The sum over a time of what is above a level minus what is below it, in mV·ms. */
  double area(double from, double to, double level) {
    double sum = 0;
    for (int i = sample(from); i <= sample(to); i++) {
      sum += millivolts[i] - level;
    }
    return sum * TypicalBeat.MILLISECONDS;
  }

  /** The value at a time, over a level; none beyond the typical beat's end. */
  Measure at(double milliseconds, double level) {
    double last = (millivolts.length - 1 - beat.rPeak()) * TypicalBeat.MILLISECONDS;
    return milliseconds > last
        ? Measure.none("the beats follow too fast")
        : Measure.of(millivolts[sample(milliseconds)] - level);
  }
}
