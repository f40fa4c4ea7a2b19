package org.einthoven.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.einthoven.ecg.drawing.Drawing;
import org.einthoven.ecg.drawing.Ink;
import org.einthoven.ecg.drawing.Lettering;
import org.einthoven.ecg.drawing.Mark;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.inference.reading.Reading;
import org.junit.jupiter.api.Test;

class PdfRendererTest {

  private static final double POINTS = 72 / 25.4;

  @Test
  void givesOnePageOfLandscapeA4WithTheTextInIt() throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf("Doe", "Jane"))) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      assertThat(document.getPage(0).getMediaBox().getWidth() / POINTS)
          .isEqualTo(297, within(0.01));
      assertThat(document.getPage(0).getMediaBox().getHeight() / POINTS)
          .isEqualTo(210, within(0.01));
      assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", " "))
          .contains("Doe, Jane", "preliminary, not signed", "(probability 0.93)")
          .contains("aVR", "V6", "25 mm/s, 10 mm/mV")
          .contains(Reading.INTENDED_USE);
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo(ReadingText.TITLE);
      assertThat(document.getDocumentInformation().getCreationDate()).isNull();
    }
  }

  @Test
  void embedsTheFontThatItUses() throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf("Doe", "Jane"))) {
      int fonts = 0;
      for (var name : document.getPage(0).getResources().getFontNames()) {
        PDFont font = document.getPage(0).getResources().getFont(name);
        assertThat(font.isEmbedded()).isTrue();
        fonts++;
      }
      assertThat(fonts).isEqualTo(1);
    }
  }

  @Test
  void writesNamesInLatinGreekAndCyrillicLetters() throws IOException {
    assertThat(textOf(pdf("Müller-Łukasz", "Ωμέγα Иванов")))
        .contains("Müller-Łukasz, Ωμέγα Иванов")
        .doesNotContain("cannot be shown");
  }

  @Test
  void marksAndCountsWhatTheFontDoesNotHave() throws IOException {
    assertThat(textOf(pdf("山田", "太郎")))
        .containsPattern("Patient: (.)\\1, \\1\\1")
        .contains("4 characters on this page cannot be shown here");
  }

  @Test
  void neverFailsOnAnyCharacter() throws IOException {
    StringBuilder all = new StringBuilder();
    for (int point = 0; point < 0x30000; point += 97) {
      all.appendCodePoint(point);
    }
    all.append("\uD800 x \uDC00 \u202E");

    String text = textOf(PdfRenderer.render(oneText(all.toString(), Mark.Anchor.START)));

    assertThat(text).containsPattern("\\d+ characters on this page cannot be shown here");
  }

  @Test
  void turnsScriptsWrittenFromTheRightIntoTheOrderOfThePaper() throws IOException {
    byte[] hebrew = PdfRenderer.render(oneText("ID 7 שלום", Mark.Anchor.START));

    assertThat(textOf(hebrew)).containsAnyOf("שלום", "cannot be shown");
  }

  @Test
  void neverWritesWiderThanTheRoomThatWasMeasured() throws IOException {
    for (String text : List.of("Plain text", "ЩЩЩЩ", "ΩΩ", "Ǽ Æ ‰")) {
      double[] extent = extent(PdfRenderer.render(oneText(text, Mark.Anchor.START)));
      assertThat(extent[1] - extent[0])
          .as(text)
          .isLessThanOrEqualTo(Lettering.width(text, 5, false) + 0.01);
    }
  }

  @Test
  void measuresPlainTextAsTheFontDoes() throws IOException {
    String text = "The quick brown fox jumps over 0123456789 lazy dogs (25 mm/s; 10 mm/mV)";

    double[] extent = extent(PdfRenderer.render(oneText(text, Mark.Anchor.START)));

    assertThat(extent[1] - extent[0]).isEqualTo(Lettering.width(text, 5, false), within(0.1));
    assertThat(extent[0]).isEqualTo(20, within(0.01));
  }

  @Test
  void theSameReadingGivesTheSameBytes() {
    assertThat(pdf("Doe", "Jane")).isEqualTo(pdf("Doe", "Jane")).isNotEqualTo(pdf("Do", "Jane"));
  }

  private static byte[] pdf(String family, String given) {
    Recording recording = Readings.recording(family, given);
    return PdfRenderer.render(
        ReadingPageTest.page(recording, Readings.of(recording, Readings.infarction())));
  }

  private static Drawing oneText(String text, Mark.Anchor anchor) {
    return new Drawing(
        "t", 297, 210, List.of(new Mark.Text(20, 30, 5, anchor, Ink.TEXT, false, text)));
  }

  private static String textOf(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  /** The left and right end of the characters of a document, in millimetres. */
  private static double[] extent(byte[] pdf) throws IOException {
    double[] extent = {Double.MAX_VALUE, 0};
    try (PDDocument document = Loader.loadPDF(pdf)) {
      new PDFTextStripper() {
        @Override
        protected void processTextPosition(TextPosition position) {
          extent[0] = Math.min(extent[0], position.getX() / POINTS);
          extent[1] = Math.max(extent[1], (position.getX() + position.getWidth()) / POINTS);
        }
      }.getText(document);
    }
    return extent;
  }
}
