package org.einthoven.ecg.holter.picture;

import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.drawing.Chart;
import org.einthoven.ecg.drawing.Ink;
import org.einthoven.ecg.holter.HolterPeriod;
import org.einthoven.ecg.holter.HolterSummary;

/** How many beats of a class each hour has, as bars. */
final class HourlyBars {

  private HourlyBars() {}

  static Chart chart(HolterSummary summary, BeatClass beatClass, Ink ink, TimeAxis axis) {
    List<HolterPeriod> hours = summary.hours();
    double[] boxes = new double[4 * hours.size()];
    int most = 0;
    for (int i = 0; i < hours.size(); i++) {
      HolterPeriod hour = hours.get(i);
      double width = hour.toSeconds() - hour.fromSeconds();
      boxes[4 * i] = hour.fromSeconds() + 0.1 * width;
      boxes[4 * i + 2] = hour.toSeconds() - 0.1 * width;
      boxes[4 * i + 3] = hour.count(beatClass);
      most = Math.max(most, hour.count(beatClass));
    }
    return new Chart(
        beatClass.name() + " beats in each hour (" + beatClass.words() + ")",
        axis.of(summary.whole().toSeconds()),
        Scale.upTo(most),
        List.of(new Chart.Boxes(boxes, ink, "")));
  }
}
