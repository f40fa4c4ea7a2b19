package org.einthoven.ecg.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.Recording;
import org.jspecify.annotations.Nullable;

/**
 * A recording as a landscape A4 page: grid of 1 and 5 mm, calibration pulses of 1 mV and 200 ms,
 * the leads to scale, marks, and text above and below.
 *
 * <p>Samples are drawn as they are: neither smoothed nor resampled; where they lie denser than the
 * drawing resolves, the lowest and the highest of each column are kept, so that no peak is lost.
 * Missing samples are gaps. A trace may run over its neighbours; where it would leave the grid it
 * is cut there, and a mark says how far it reaches. A signal that lies more than 0.5 mV away from
 * zero as a whole is moved towards it, which is said beside the lead's name. The same input gives
 * the same drawing.
 */
public final class TracingPage {

  private TracingPage() {}

  /**
   * Draws a page.
   *
   * @param recording is not changed
   * @param text what stands above and below
   * @param beats to be marked, in order of time; those that the page does not reach are left out
   * @param times moments to be marked; those that the page does not reach are left out
   * @param settings how
   */
  public static Drawing draw(
      Recording recording,
      PageText text,
      List<BeatMark> beats,
      List<TimeMark> times,
      PageSettings settings) {
    return draw(recording, text, beats, times, null, settings);
  }

  /**
   * Draws a page with one beat by itself below the tracing.
   *
   * @param panel the beat; left out where the leads need all room, in more than four rows, or where
   *     it is null
   */
  public static Drawing draw(
      Recording recording,
      PageText text,
      List<BeatMark> beats,
      List<TimeMark> times,
      @Nullable BeatPanel panel,
      PageSettings settings) {
    PaperScale scale = settings.scale();
    double across = scale.seconds(Sheet.TRACE_WIDTH);
    List<PageLayout.Group> groups =
        settings.layout().groups(recording, settings.fromSeconds(), across);
    boolean panelShown = panel != null && Sheet.hasRoomForPanel(groups);
    Sheet sheet = Sheet.of(groups, scale, panelShown ? Sheet.PANEL : 0);
    TextRoom room = new TextRoom();
    List<Mark> marks = new ArrayList<>(GridPaper.of(sheet));
    if (panel != null && panelShown) {
      marks.addAll(BeatPanelDrawing.draw(panel, sheet, scale, room));
    }
    marks.addAll(new BandDrawing(recording, sheet, room).draw(beats, times));
    marks.addAll(PageFrame.header(text));
    String caution = caution(recording, groups, settings.fromSeconds(), across, room.refused());
    marks.addAll(PageFrame.footer(text, sheet, scale(recording, settings), caution));
    return new Drawing(text.title(), Sheet.WIDTH, Sheet.HEIGHT, marks);
  }

  private static String scale(Recording recording, PageSettings settings) {
    String filters =
        settings.filters().isEmpty()
            ? "no filter (drawn as recorded)"
            : "filters: " + String.join(", ", settings.filters());
    return settings.scale().millimetresPerSecond()
        + " mm/s, "
        + settings.scale().millimetresPerMillivolt()
        + " mm/mV, "
        + filters
        + ", "
        + number(recording.samplesPerSecond())
        + " samples/s";
  }

  private static String caution(
      Recording recording,
      List<PageLayout.Group> groups,
      double from,
      double across,
      int withoutRoom) {
    List<String> parts = new ArrayList<>();
    double last = groups.get(groups.size() - 1).fromSeconds() + across;
    double duration = recording.durationSeconds();
    if (from > 0 || last < duration) {
      parts.add(
          "shown: %s s to %s s of %s s"
              .formatted(number(from), number(Math.min(last, duration)), number(duration)));
    }
    List<Lead> leftOut = PageLayout.leftOut(recording, groups);
    if (!leftOut.isEmpty()) {
      parts.add("not drawn: " + leftOut.stream().map(Lead::label).collect(Collectors.joining(" ")));
    }
    if (withoutRoom > 0) {
      parts.add("labels without room: " + withoutRoom);
    }
    return String.join("; ", parts);
  }

  static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
