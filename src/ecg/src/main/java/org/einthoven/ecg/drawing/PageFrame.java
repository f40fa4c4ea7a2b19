package org.einthoven.ecg.drawing;

import java.util.ArrayList;
import java.util.List;

/** The text above and below the grid. */
final class PageFrame {

  static final double TITLE_LINE = 10.5;

  /** Where a renderer says what it could not show, between title and status. */
  static final double UNSHOWN_LEFT = Sheet.LEFT + 100;

  private static final double TITLE_SIZE = 4;
  private static final double STATUS_SIZE = 3.4;
  private static final double STATUS_WIDTH = 100;
  private static final double COLUMN_TOP = 15.4;
  private static final double COLUMN_SIZE = 2.4;
  private static final double COLUMN_PITCH = 2.95;
  private static final double COLUMN_GAP = 4;
  private static final double SCALE_SIZE = 2.5;
  private static final double NOTE_SIZE = 2.1;
  private static final double NOTE_PITCH = 2.7;

  /** Below it printers do not print. */
  private static final double LOWEST = 206.4;

  private PageFrame() {}

  static List<Mark> header(PageText text) {
    List<Mark> marks = new ArrayList<>();
    double width = Sheet.GRID_WIDTH;
    String status = Lettering.shorten(text.status(), STATUS_SIZE, true, STATUS_WIDTH);
    double left = UNSHOWN_LEFT - COLUMN_GAP - Sheet.LEFT;
    String title = Lettering.shorten(text.title(), TITLE_SIZE, true, left);
    marks.add(line(Sheet.LEFT, TITLE_LINE, TITLE_SIZE, Ink.TEXT, true, title));
    marks.add(
        new Mark.Text(
            Sheet.LEFT + width,
            TITLE_LINE,
            STATUS_SIZE,
            Mark.Anchor.END,
            Ink.WARNING,
            true,
            status));
    double shares = text.columns().stream().mapToDouble(PageText.Column::share).sum();
    double room = width - COLUMN_GAP * (text.columns().size() - 1);
    double x = Sheet.LEFT;
    for (PageText.Column column : text.columns()) {
      double own = room * column.share() / shares;
      column(column, x, own, marks);
      x += own + COLUMN_GAP;
    }
    return marks;
  }

  private static void column(PageText.Column column, double x, double width, List<Mark> marks) {
    List<PageText.Entry> lines = new ArrayList<>();
    for (PageText.Entry entry : column.entries()) {
      for (String line : Lettering.wrap(entry.text(), COLUMN_SIZE, entry.strong(), width)) {
        lines.add(new PageText.Entry(line, entry.strong()));
      }
    }
    int most = (int) ((Sheet.TOP - 1 - COLUMN_TOP) / COLUMN_PITCH) + 1;
    int shown = lines.size() > most ? most - 1 : lines.size();
    double y = COLUMN_TOP;
    for (PageText.Entry line : lines.subList(0, shown)) {
      marks.add(line(x, y, COLUMN_SIZE, Ink.TEXT, line.strong(), line.text()));
      y += COLUMN_PITCH;
    }
    if (shown < lines.size()) {
      String more = more(lines.size() - shown);
      marks.add(line(x, y, COLUMN_SIZE, Ink.WARNING, true, more));
    }
  }

  /**
   * What is under the grid.
   *
   * @param scale speed, gain and the like, in one line or two
   * @param caution what of the recording is not shown or not where one expects it; may be empty
   */
  static List<Mark> footer(PageText text, Sheet sheet, String scale, String caution) {
    List<Mark> marks = new ArrayList<>();
    double y = sheet.bottom() + SCALE_SIZE + 1;
    double width = Sheet.GRID_WIDTH;
    String shortScale = Lettering.shorten(scale, SCALE_SIZE, false, width);
    marks.add(line(Sheet.LEFT, y, SCALE_SIZE, Ink.TEXT, false, shortScale));
    double end = Sheet.LEFT + Lettering.width(shortScale, SCALE_SIZE, false) + COLUMN_GAP;
    List<PageText.Entry> lines = new ArrayList<>();
    if (!caution.isEmpty()) {
      double left = Sheet.LEFT + width - end;
      if (Lettering.width(caution, SCALE_SIZE, true) <= left) {
        marks.add(line(end, y, SCALE_SIZE, Ink.WARNING, true, caution));
      } else {
        add(lines, caution, true);
      }
    }
    text.notes().forEach(note -> add(lines, note, false));
    int most = (int) ((LOWEST - NOTE_SIZE / 4 - y) / NOTE_PITCH);
    int shown = lines.size() > most ? most - 1 : lines.size();
    for (PageText.Entry entry : lines.subList(0, shown)) {
      y += NOTE_PITCH;
      Ink ink = entry.strong() ? Ink.WARNING : Ink.FAINT;
      marks.add(line(Sheet.LEFT, y, NOTE_SIZE, ink, entry.strong(), entry.text()));
    }
    if (shown < lines.size()) {
      String more = more(lines.size() - shown);
      marks.add(line(Sheet.LEFT, y + NOTE_PITCH, NOTE_SIZE, Ink.WARNING, true, more));
    }
    return marks;
  }

  private static void add(List<PageText.Entry> lines, String text, boolean strong) {
    for (String line : Lettering.wrap(text, NOTE_SIZE, strong, Sheet.GRID_WIDTH)) {
      lines.add(new PageText.Entry(line, strong));
    }
  }

  private static String more(int lines) {
    return "+ " + lines + (lines == 1 ? " line" : " lines") + " without room on this page";
  }

  private static Mark line(double x, double y, double size, Ink ink, boolean strong, String text) {
    return new Mark.Text(x, y, size, Mark.Anchor.START, ink, strong, text);
  }
}
