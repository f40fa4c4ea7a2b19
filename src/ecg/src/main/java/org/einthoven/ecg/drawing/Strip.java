package org.einthoven.ecg.drawing;

import org.einthoven.ecg.recording.Lead;

/**
 * A stretch of one lead and where it is drawn.
 *
 * @param lead which lead
 * @param fromSeconds the time at its left end
 * @param toSeconds the time at its right end
 * @param left x of its left end, in millimetres
 * @param top y of the upper edge of its row
 * @param height of its row
 * @param scale of the paper
 */
record Strip(
    Lead lead,
    double fromSeconds,
    double toSeconds,
    double left,
    double top,
    double height,
    PaperScale scale) {

  double x(double seconds) {
    return left + (seconds - fromSeconds) * scale.millimetresPerSecond();
  }

  double y(double millivolts) {
    return zero() - millivolts * scale.millimetresPerMillivolt();
  }

  /** The y of 0 mV, on a line of the fine grid. */
  double zero() {
    return Math.rint(top + height / 2);
  }

  double right() {
    return x(toSeconds);
  }

  double bottom() {
    return top + height;
  }
}
