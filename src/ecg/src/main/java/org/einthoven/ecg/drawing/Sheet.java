package org.einthoven.ecg.drawing;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.recording.Lead;

/**
 * The grid area of a landscape A4 page, and the strips laid out on it. All measures are in
 * millimetres.
 *
 * @param bands the groups of rows from top to bottom
 * @param bottom y of the lower edge of the grid
 */
record Sheet(List<Band> bands, double bottom) {

  /** The height of the room for a panel below the bands. */
  static final double PANEL = 40;

  static final double WIDTH = 297;
  static final double HEIGHT = 210;

  /** The left edge of the grid. */
  static final double LEFT = 14;

  /** The upper edge of the grid. */
  static final double TOP = 44;

  static final double GRID_WIDTH = 270;

  /** Between the left edge and the first sample stands the calibration pulse. */
  static final double CALIBRATION_WIDTH = 15;

  /** How much of a lead fits on a row: 10 s at 25 mm/s. */
  static final double TRACE_WIDTH = 250;

  /** The space above a group in which its beats are marked. */
  static final double LANE = 5;

  private static final double MOST_HEIGHT = 150;

  /** Many rows are low; the first and the last of them get room for a wave of more than 1.5 mV. */
  private static final int MANY_ROWS = 5;

  private static final double EDGE = 4;
  private static final double HIGHEST_ROW = 45;

  /**
   * A group of rows.
   *
   * @param lane y of the upper edge of the space for beat marks
   * @param group what is drawn
   * @param rows the strips of each row from left to right
   */
  record Band(double lane, PageLayout.Group group, List<List<Strip>> rows) {

    double top() {
      return rows.get(0).get(0).top();
    }

    double bottom() {
      return rows.get(rows.size() - 1).get(0).bottom();
    }
  }

  /** Whether rows stay high enough with a panel below them. */
  static boolean hasRoomForPanel(List<PageLayout.Group> groups) {
    return groups.stream().mapToInt(group -> group.rows().size()).sum() < MANY_ROWS;
  }

  /** y of the lower edge of the last row. */
  double bandsBottom() {
    return bands.get(bands.size() - 1).bottom();
  }

  /**
   * A sheet of groups.
   *
   * @param below the height of the room that is left free below them
   */
  static Sheet of(List<PageLayout.Group> groups, PaperScale scale, double below) {
    int rows = groups.stream().mapToInt(group -> group.rows().size()).sum();
    double lanes = LANE * groups.size();
    double edge = rows < MANY_ROWS ? 0 : EDGE;
    double height = Math.min(HIGHEST_ROW, (MOST_HEIGHT - 2 * edge - lanes - below) / rows);
    List<Band> bands = new ArrayList<>();
    double y = TOP + edge;
    for (PageLayout.Group group : groups) {
      bands.add(band(group, y, height, scale));
      y += LANE + group.rows().size() * height;
    }
    return new Sheet(bands, Math.ceil((y + edge + below - TOP) / 5 - 1e-9) * 5 + TOP);
  }

  private static Band band(PageLayout.Group group, double lane, double height, PaperScale scale) {
    List<List<Strip>> rows = new ArrayList<>();
    for (List<Lead> leads : group.rows()) {
      double top = lane + LANE + rows.size() * height;
      double width = TRACE_WIDTH / leads.size();
      List<Strip> strips = new ArrayList<>();
      for (Lead lead : leads) {
        double offset = strips.size() * width;
        double from = group.fromSeconds() + scale.seconds(offset);
        strips.add(
            new Strip(
                lead,
                from,
                from + scale.seconds(width),
                LEFT + CALIBRATION_WIDTH + offset,
                top,
                height,
                scale));
      }
      rows.add(strips);
    }
    return new Band(lane, group, rows);
  }
}
