package org.einthoven.ecg.drawing;

import java.util.Locale;

/**
 * A drawing as an SVG 1.1 document of its true size. It holds no script, no link and nothing from
 * elsewhere. The same drawing gives the same text.
 */
public final class SvgRenderer {

  private final StringBuilder out = new StringBuilder(1 << 16);

  private int unshown;

  private SvgRenderer() {}

  /** The document, to be written as UTF-8. */
  public static String render(Drawing drawing) {
    SvgRenderer renderer = new SvgRenderer();
    renderer.write(drawing);
    return renderer.out.toString();
  }

  private void write(Drawing drawing) {
    String width = number(drawing.widthMillimetres());
    String height = number(drawing.heightMillimetres());
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
        .append(width + "mm\" height=\"" + height + "mm\" viewBox=\"0 0 " + width + " " + height)
        .append("\" font-family=\"'Liberation Sans', Arial, Helvetica, sans-serif\"")
        .append(" stroke-linecap=\"round\" stroke-linejoin=\"round\">\n<title>")
        .append(escaped(Lettering.shown(drawing.title())))
        .append("</title>\n<rect width=\"" + width + "\" height=\"" + height)
        .append("\" fill=\"#ffffff\"/>\n");
    for (Mark mark : drawing.marks()) {
      if (mark instanceof Mark.Lines lines) {
        lines(lines);
      } else if (mark instanceof Mark.Polyline polyline) {
        out.append("<polyline points=\"");
        points(polyline.points());
        out.append('"');
        stroke(polyline.pen());
      } else if (mark instanceof Mark.Filled filled) {
        out.append("<polygon points=\"");
        points(filled.corners());
        out.append("\" fill=\"").append(colour(filled.ink())).append("\"/>\n");
      } else if (mark instanceof Mark.Text text) {
        unshown += Unshown.count(text.text());
        text(text);
      }
    }
    Unshown.note(unshown, Lettering.UNSHOWN).ifPresent(this::text);
    out.append("</svg>\n");
  }

  private void lines(Mark.Lines lines) {
    double[] ends = lines.ends();
    out.append("<path d=\"");
    for (int i = 0; i < ends.length; i += 4) {
      out.append('M');
      point(ends, i);
      out.append('L');
      point(ends, i + 2);
    }
    out.append('"');
    stroke(lines.pen());
  }

  private void stroke(Pen pen) {
    out.append(" fill=\"none\" stroke=\"")
        .append(colour(pen.ink()))
        .append("\" stroke-width=\"")
        .append(number(pen.widthMillimetres()))
        .append("\"/>\n");
  }

  private void text(Mark.Text text) {
    out.append("<text x=\"").append(number(text.x()));
    out.append("\" y=\"").append(number(text.y()));
    out.append("\" font-size=\"").append(number(text.sizeMillimetres())).append('"');
    if (text.anchor() != Mark.Anchor.START) {
      out.append(" text-anchor=\"")
          .append(text.anchor() == Mark.Anchor.END ? "end" : "middle")
          .append('"');
    }
    if (text.strong()) {
      out.append(" font-weight=\"bold\"");
    }
    // So that another font than the one measured cannot make a line longer than its room.
    if (!text.text().isEmpty() && Lettering.isExact(text.text())) {
      double width = Lettering.width(text.text(), text.sizeMillimetres(), text.strong());
      out.append(" textLength=\"")
          .append(number(width))
          .append("\" lengthAdjust=\"spacingAndGlyphs\"");
    }
    out.append(" fill=\"").append(colour(text.ink())).append("\">");
    out.append(escaped(text.text())).append("</text>\n");
  }

  private void points(double[] points) {
    for (int i = 0; i < points.length; i += 2) {
      if (i > 0) {
        out.append(' ');
      }
      point(points, i);
    }
  }

  private void point(double[] points, int at) {
    out.append(number(points[at])).append(',').append(number(points[at + 1]));
  }

  private static String colour(Ink ink) {
    return String.format(Locale.ROOT, "#%06x", ink.rgb());
  }

  /**
   * In micrometres, so that no more is written than can be seen and nothing depends on a locale.
   */
  private static String number(double millimetres) {
    long micrometres = Math.round(millimetres * 1000);
    long whole = Math.abs(micrometres) / 1000;
    int rest = (int) (Math.abs(micrometres) % 1000);
    String text = Long.toString(whole);
    if (rest != 0) {
      String decimals = Integer.toString(1000 + rest).substring(1);
      int end = 3;
      while (decimals.charAt(end - 1) == '0') {
        end--;
      }
      text += "." + decimals.substring(0, end);
    }
    return micrometres < 0 ? "-" + text : text;
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(point);
              }
            });
    return escaped.toString();
  }
}
