package org.einthoven.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.einthoven.ecg.drawing.Drawing;
import org.einthoven.ecg.drawing.Ink;
import org.einthoven.ecg.drawing.Lettering;
import org.einthoven.ecg.drawing.Mark;
import org.einthoven.ecg.drawing.Pen;
import org.einthoven.ecg.drawing.Unshown;

/**
 * A drawing as a PDF document of one page of its true size.
 *
 * <p>The same drawing gives the same bytes: the document's id comes from its content and it bears
 * no date. Characters that the embedded font does not have are drawn as a mark, and the title's
 * line says how many there are.
 */
public final class PdfRenderer {

  private static final double POINTS = 72 / 25.4;
  private static final int ROUND = 1;

  /** The stroke around the letters of strong text, as a share of the size of the type. */
  private static final double STRONG = 0.022;

  private final Drawing drawing;
  private final PDPageContentStream out;
  private final PageFont font;

  private PdfRenderer(Drawing drawing, PDPageContentStream out, PageFont font) {
    this.drawing = drawing;
    this.out = out;
    this.font = font;
  }

  /** The document. */
  public static byte[] render(Drawing drawing) {
    try (PDDocument document = new PDDocument()) {
      PDPage page =
          new PDPage(
              new PDRectangle(
                  points(drawing.widthMillimetres()), points(drawing.heightMillimetres())));
      document.addPage(page);
      PageFont font = PageFont.embeddedIn(document);
      try (PDPageContentStream out = new PDPageContentStream(document, page)) {
        new PdfRenderer(drawing, out, font).draw();
      }
      PDDocumentInformation information = new PDDocumentInformation();
      information.setTitle(drawing.title());
      information.setProducer("Einthoven");
      document.setDocumentInformation(information);
      document.getDocumentCatalog().setLanguage("en");
      document.setDocumentId(id(page));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a page in memory cannot be written", e);
    }
  }

  private static long id(PDPage page) throws IOException {
    try (InputStream content = page.getContents()) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(digest.digest(content.readAllBytes())).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void draw() throws IOException {
    out.setLineCapStyle(ROUND);
    out.setLineJoinStyle(ROUND);
    for (Mark mark : drawing.marks()) {
      if (mark instanceof Mark.Lines lines) {
        lines(lines);
      } else if (mark instanceof Mark.Polyline polyline) {
        path(polyline.points());
        stroke(polyline.pen());
      } else if (mark instanceof Mark.Filled filled) {
        path(filled.corners());
        fillIn(filled.ink());
        out.fill();
      } else if (mark instanceof Mark.Text text) {
        text(text);
      }
    }
    Optional<Mark.Text> note = Unshown.note(font.replaced(), font.mark());
    if (note.isPresent()) {
      text(note.get());
    }
  }

  private void lines(Mark.Lines lines) throws IOException {
    double[] ends = lines.ends();
    for (int i = 0; i < ends.length; i += 4) {
      out.moveTo(x(ends[i]), y(ends[i + 1]));
      out.lineTo(x(ends[i + 2]), y(ends[i + 3]));
    }
    stroke(lines.pen());
  }

  private void path(double[] points) throws IOException {
    out.moveTo(x(points[0]), y(points[1]));
    for (int i = 2; i < points.length; i += 2) {
      out.lineTo(x(points[i]), y(points[i + 1]));
    }
  }

  private void stroke(Pen pen) throws IOException {
    strokeIn(pen.ink());
    out.setLineWidth(points(pen.widthMillimetres()));
    out.stroke();
  }

  private void text(Mark.Text text) throws IOException {
    String drawable = font.drawable(text.text());
    float size = points(text.sizeMillimetres());
    double measured = font.font().getStringWidth(drawable) / 1000 * size;
    double room = points(Lettering.width(text.text(), text.sizeMillimetres(), text.strong()));
    double squeezed = measured > room ? room / measured : 1;
    double start =
        switch (text.anchor()) {
          case START -> 0;
          case MIDDLE -> measured * squeezed / 2;
          case END -> measured * squeezed;
        };
    out.beginText();
    out.setFont(font.font(), size);
    fillIn(text.ink());
    strokeIn(text.ink());
    out.setLineWidth((float) (size * STRONG));
    out.setRenderingMode(text.strong() ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
    out.setHorizontalScaling((float) (100 * squeezed));
    out.setTextMatrix(Matrix.getTranslateInstance((float) (x(text.x()) - start), y(text.y())));
    out.showText(drawable);
    out.endText();
  }

  private void strokeIn(Ink ink) throws IOException {
    out.setStrokingColor(part(ink, 16), part(ink, 8), part(ink, 0));
  }

  private void fillIn(Ink ink) throws IOException {
    out.setNonStrokingColor(part(ink, 16), part(ink, 8), part(ink, 0));
  }

  private static float part(Ink ink, int shift) {
    return ((ink.rgb() >> shift) & 0xFF) / 255f;
  }

  private static float x(double millimetres) {
    return points(millimetres);
  }

  private float y(double millimetres) {
    return points(drawing.heightMillimetres() - millimetres);
  }

  private static float points(double millimetres) {
    return (float) (millimetres * POINTS);
  }
}
