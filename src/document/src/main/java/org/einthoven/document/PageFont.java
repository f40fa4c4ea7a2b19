package org.einthoven.document;

import java.io.IOException;
import java.io.InputStream;
import java.text.Bidi;
import java.text.Normalizer;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.einthoven.ecg.drawing.Lettering;
import org.einthoven.ecg.drawing.Unshown;

/**
 * The one font of a document: Liberation Sans as PDFBox brings it along (SIL Open Font License
 * 1.1), embedded as far as it is used. It has the Latin, Greek, Cyrillic and Hebrew letters. What
 * it does not have is replaced by a mark and counted.
 */
final class PageFont {

  private static final String RESOURCE =
      "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  /** Whichever the font has first stands for a character that it does not have. */
  private static final char[] MARKS = {Lettering.UNSHOWN, '□', '?'};

  private final PDFont font;
  private final CmapLookup glyphs;
  private final char mark;
  private int replaced;

  private PageFont(PDFont font, CmapLookup glyphs) {
    this.font = font;
    this.glyphs = glyphs;
    this.mark = mark(glyphs);
  }

  static PageFont embeddedIn(PDDocument document) throws IOException {
    try (InputStream in = PDDocument.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException("PDFBox comes without " + RESOURCE);
      }
      TrueTypeFont type = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
      return new PageFont(PDType0Font.load(document, type, true), type.getUnicodeCmapLookup());
    }
  }

  private static char mark(CmapLookup glyphs) {
    for (char mark : MARKS) {
      if (glyphs.getGlyphId(mark) != 0) {
        return mark;
      }
    }
    return '?';
  }

  PDFont font() {
    return font;
  }

  /** Stands for a character that the font does not have. */
  char mark() {
    return mark;
  }

  /** How many characters were replaced so far. */
  int replaced() {
    return replaced;
  }

  /** The text in the order in which it is drawn, each character without a glyph replaced. */
  String drawable(String text) {
    StringBuilder drawable = new StringBuilder(text.length());
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    replaced += Unshown.count(composed);
    composed
        .codePoints()
        .forEach(
            point -> {
              if (point == Lettering.UNSHOWN) {
                drawable.append(mark);
              } else if (glyphs.getGlyphId(point) == 0) {
                replaced++;
                drawable.append(mark);
              } else {
                drawable.appendCodePoint(point);
              }
            });
    return visual(drawable.toString());
  }

  /** Letters of scripts written from right to left in the order in which they stand on paper. */
  private static String visual(String text) {
    char[] units = text.toCharArray();
    if (!Bidi.requiresBidi(units, 0, units.length)) {
      return text;
    }
    Bidi bidi = new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
    byte[] levels = new byte[units.length];
    Character[] order = new Character[units.length];
    for (int i = 0; i < units.length; i++) {
      levels[i] = (byte) bidi.getLevelAt(i);
      order[i] = units[i];
    }
    Bidi.reorderVisually(levels, 0, order, 0, order.length);
    StringBuilder visual = new StringBuilder(units.length);
    for (Character unit : order) {
      visual.append(unit.charValue());
    }
    return visual.toString();
  }
}
