package org.einthoven.ecg.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.junit.jupiter.api.Test;

class BeatPanelTest {

  private static final Offset<Double> MICROMETRE = within(0.001);
  private static final double COLUMN = Sheet.TRACE_WIDTH / BeatPanel.MOST_LEADS;

  private final Recording recording = Pages.flat(Pages.TWELVE, 10, 500);

  @Test
  void drawsTheBeatAtTwiceTheSpeedAndTheSameGain() {
    Drawing page = draw(PageLayout.AUTOMATIC, panel(Lead.II));

    double[] beat = ofPanel(page).get(0);
    double[] peak = Pages.peak(beat);
    assertThat(peak[0]).isEqualTo(Pages.ZERO_X + 0.4 * 50, MICROMETRE);
    assertThat(beat[1] - peak[1]).isEqualTo(10, MICROMETRE);
    assertThat(Pages.words(page)).contains("Typical beat (50 mm/s, 10 mm/mV)");
  }

  @Test
  void drawsAllLeadsFromTheSameMomentOfTheBeat() {
    Drawing page = draw(PageLayout.THREE_BY_FOUR, panel(Lead.II, Lead.V1, Lead.V2, Lead.V5));

    assertThat(ofPanel(page)).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(Pages.peak(ofPanel(page).get(i))[0])
          .isEqualTo(Pages.ZERO_X + i * COLUMN + 20, MICROMETRE);
    }
  }

  @Test
  void marksTheWavesInEachLead() {
    Drawing page = draw(PageLayout.AUTOMATIC, panel(Lead.II, Lead.V5));

    double[] ends =
        page.marks().stream()
            .filter(Mark.Lines.class::isInstance)
            .map(Mark.Lines.class::cast)
            .filter(mark -> mark.pen().ink() == Ink.INTERVAL)
            .findFirst()
            .orElseThrow()
            .ends();
    assertThat(ends).hasSize(4 * 4);
    assertThat(ends[0]).isEqualTo(Pages.ZERO_X + 0.35 * 50, MICROMETRE);
    assertThat(ends[8]).isEqualTo(Pages.ZERO_X + COLUMN + 0.35 * 50, MICROMETRE);
    assertThat(Collections.frequency(Pages.words(page), "QRS")).isEqualTo(2);
  }

  @Test
  void putsNoTextOverAnotherOneAndNoneOutsideThePage() {
    Drawing page = draw(PageLayout.AUTOMATIC, panel(Lead.II, Lead.V1, Lead.V2, Lead.V5));

    assertThat(Pages.overlaps(page)).isEmpty();
    assertThat(Pages.outside(page)).isEmpty();
  }

  @Test
  void leavesThePanelOutWhereTheLeadsNeedAllRoom() {
    BeatPanel panel = panel(Lead.II);

    for (PageLayout layout : List.of(PageLayout.SIX_BY_TWO, PageLayout.TWELVE_BY_ONE)) {
      Drawing with = draw(layout, panel);

      assertThat(SvgRenderer.render(with)).isEqualTo(SvgRenderer.render(draw(layout, null)));
    }
  }

  @Test
  void hasRoomForNoMoreThanFourLeads() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> panel(Lead.I, Lead.II, Lead.V1, Lead.V2, Lead.V5));
  }

  private Drawing draw(PageLayout layout, BeatPanel panel) {
    return TracingPage.draw(
        recording, Pages.text("x"), List.of(), List.of(), panel, Pages.settings(layout));
  }

  /** Flat but for one sample of 1 mV 0.4 s after the first; marked around it. */
  private static BeatPanel panel(Lead... leads) {
    float[] samples = new float[500];
    samples[200] = 1000;
    return new BeatPanel(
        "Typical beat",
        500,
        Arrays.stream(leads).map(lead -> new LeadSignal(lead, samples)).toList(),
        List.of(new TimeMark(0.35, "QRS"), new TimeMark(0.45, "J")));
  }

  /** The traces of the panel, from left to right: the recording's own are flat. */
  private static List<double[]> ofPanel(Drawing page) {
    return Pages.traces(page).stream()
        .filter(points -> Pages.peak(points)[1] < points[1] - 1)
        .toList();
  }
}
