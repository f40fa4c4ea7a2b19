package org.einthoven.ecg.holter.picture;

import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.drawing.ChartPage;
import org.einthoven.ecg.drawing.Drawing;
import org.einthoven.ecg.drawing.Ink;
import org.einthoven.ecg.drawing.PageText;
import org.einthoven.ecg.holter.HolterFindings;
import org.einthoven.ecg.holter.HolterIntervals;
import org.einthoven.ecg.holter.HolterSummary;

/** A long recording on one page: heart rate over time, ectopic beats by hour, RR histogram. */
public final class HolterPage {

  private static final double TREND_SHARE = 5;
  private static final double ECTOPIC_SHARE = 3;
  private static final double HISTOGRAM_SHARE = 4;

  private HolterPage() {}

  /**
   * Draws the page.
   *
   * @param findings what was found
   * @param summary the same summed up
   * @param axis how time is written
   * @param text what stands above and below the charts
   */
  public static Drawing draw(
      HolterFindings findings, HolterSummary summary, TimeAxis axis, PageText text) {
    HolterIntervals intervals = HolterIntervals.of(findings);
    return ChartPage.draw(
        text,
        "heart rate: each point and bar is of "
            + RateTrend.wordsOfBin(findings.durationSeconds())
            + "; RR histogram: bins of 20 ms; V and S: counts in each hour",
        List.of(
            new ChartPage.Row(TREND_SHARE, List.of(RateTrend.chart(findings, intervals, axis))),
            new ChartPage.Row(
                ECTOPIC_SHARE,
                List.of(
                    HourlyBars.chart(summary, BeatClass.V, Ink.VENTRICULAR, axis),
                    HourlyBars.chart(summary, BeatClass.S, Ink.SUPRAVENTRICULAR, axis))),
            new ChartPage.Row(HISTOGRAM_SHARE, List.of(RrHistogram.chart(findings, intervals)))));
  }
}
