package org.einthoven.ecg.drawing;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;

/** Draws the leads of a {@link BeatPanel} side by side, all from the same moment of the beat. */
final class BeatPanelDrawing {

  private static final double CAPTION_SIZE = 2.6;
  private static final double CAPTION_FOOT = 0.8;

  private BeatPanelDrawing() {}

  /**
   * The marks of a panel.
   *
   * @param page what it stands on, with room below the bands
   * @param room the texts of the page so far
   */
  static List<Mark> draw(BeatPanel panel, Sheet page, PaperScale scale, TextRoom room) {
    PaperScale wide =
        new PaperScale(BeatPanel.MILLIMETRES_PER_SECOND, scale.millimetresPerMillivolt());
    double lane = page.bandsBottom();
    double top = lane + Sheet.LANE;
    double width = Sheet.TRACE_WIDTH / BeatPanel.MOST_LEADS;
    List<Lead> leads = panel.leads().stream().map(LeadSignal::lead).toList();
    List<Strip> strips = new ArrayList<>();
    for (Lead lead : leads) {
      double left = Sheet.LEFT + Sheet.CALIBRATION_WIDTH + strips.size() * width;
      strips.add(new Strip(lead, 0, wide.seconds(width), left, top, page.bottom() - top, wide));
    }
    PageLayout.Group group = new PageLayout.Group(0, List.of(leads), true);
    Sheet own = new Sheet(List.of(new Sheet.Band(lane, group, List.of(strips))), page.bottom());
    Recording beat =
        new Recording(
            panel.leads(), panel.samplesPerSecond(), null, null, null, Source.of("typical beat"));
    List<Mark> marks = new ArrayList<>();
    String caption =
        "%s (%d mm/s, %d mm/mV)"
            .formatted(
                panel.caption(), wide.millimetresPerSecond(), wide.millimetresPerMillivolt());
    room.placeOneOf(List.of(caption(caption, top)), marks);
    marks.addAll(new BandDrawing(beat, own, room).draw(List.of(), panel.times()));
    return marks;
  }

  private static Mark.Text caption(String caption, double top) {
    double left = Sheet.LEFT + Sheet.CALIBRATION_WIDTH;
    return new Mark.Text(
        left,
        top - CAPTION_FOOT,
        CAPTION_SIZE,
        Mark.Anchor.START,
        Ink.TEXT,
        true,
        Lettering.shorten(caption, CAPTION_SIZE, true, Sheet.TRACE_WIDTH));
  }
}
