package org.einthoven.ecg.drawing;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * How much room text takes, and how it is made to fit: wrapped, or shortened with an ellipsis.
 *
 * <p>Widths are those of Helvetica, and so of Arial and Liberation Sans (Adobe's font metrics, core
 * 14). A letter with a diacritic is as wide as the letter; what Helvetica does not have counts as a
 * whole em, which is never too little for upright scripts.
 */
public final class Lettering {

  /** Stands for a character that has no shape or that would change the order of others. */
  public static final char UNSHOWN = '\uFFFD';

  static final String ELLIPSIS = "…";

  private static final int FIRST = ' ';

  /** Of U+0020 to U+007E, in thousandths of an em. */
  private static final short[] WIDTHS = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584
  };

  /** Bold letters of Helvetica are wider, by no more than this on any line of text. */
  private static final double STRONG = 1.12;

  private Lettering() {}

  /**
   * The text on one line: breaks and tabs become spaces; control and format characters, which could
   * hide or reorder what stands beside them, unpaired surrogates, private and unassigned code
   * points become {@link #UNSHOWN}, one for each, so that none is dropped.
   */
  public static String shown(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(point -> shown.appendCodePoint(shown(point)));
    return shown.toString();
  }

  private static int shown(int point) {
    return switch (Character.getType(point)) {
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR ->
          point == '\u00A0' ? point : ' ';
      case Character.CONTROL -> point == '\n' || point == '\r' || point == '\t' ? ' ' : UNSHOWN;
      case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
          UNSHOWN;
      default -> point;
    };
  }

  /** The width in millimetres of a text in type of this size. */
  public static double width(String text, double sizeMillimetres, boolean strong) {
    long thousandths = text.codePoints().mapToLong(Lettering::thousandths).sum();
    return thousandths * sizeMillimetres / 1000 * (strong ? STRONG : 1);
  }

  /** Whether the width of the text is known exactly: it holds nothing but plain Latin letters. */
  static boolean isExact(String text) {
    return text.codePoints().allMatch(point -> point >= FIRST && point < FIRST + WIDTHS.length);
  }

  private static int thousandths(int point) {
    if (point >= FIRST && point < FIRST + WIDTHS.length) {
      return WIDTHS[point - FIRST];
    }
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    int base = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFD).codePointAt(0);
    return base != point && base >= FIRST && base < FIRST + WIDTHS.length
        ? WIDTHS[base - FIRST]
        : 1000;
  }

  /** The text if it fits, otherwise its beginning and an ellipsis. */
  static String shorten(String text, double sizeMillimetres, boolean strong, double width) {
    String shown = shown(text);
    if (width(shown, sizeMillimetres, strong) <= width) {
      return shown;
    }
    int[] points = shown.codePoints().toArray();
    int kept = points.length;
    while (kept > 0) {
      kept--;
      String shorter = new String(points, 0, kept).stripTrailing() + ELLIPSIS;
      if (width(shorter, sizeMillimetres, strong) <= width) {
        return shorter;
      }
    }
    return ELLIPSIS;
  }

  /** The text in lines of no more than the width, broken at spaces, long words anywhere. */
  static List<String> wrap(String text, double sizeMillimetres, boolean strong, double width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : shown(text).split(" ", -1)) {
      if (word.isEmpty()) {
        continue;
      }
      String longer = line.isEmpty() ? word : line + " " + word;
      if (width(longer, sizeMillimetres, strong) <= width) {
        line.setLength(0);
        line.append(longer);
        continue;
      }
      if (!line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(broken(word, sizeMillimetres, strong, width, lines));
    }
    lines.add(line.toString());
    return lines;
  }

  /** Adds the full lines that a word fills to the list and returns the rest of the word. */
  private static String broken(
      String word, double size, boolean strong, double width, List<String> lines) {
    StringBuilder part = new StringBuilder();
    for (int point : word.codePoints().toArray()) {
      String longer = part + Character.toString(point);
      if (!part.isEmpty() && width(longer, size, strong) > width) {
        lines.add(part.toString());
        part.setLength(0);
      }
      part.appendCodePoint(point);
    }
    return part.toString();
  }
}
