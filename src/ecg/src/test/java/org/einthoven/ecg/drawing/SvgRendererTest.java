package org.einthoven.ecg.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.junit.jupiter.api.Test;

class SvgRendererTest {

  @Test
  void escapesWhatASenderCouldHavePutIntoAName() throws XMLStreamException {
    String hostile = "</text><script>alert(\"x\")</script> & ]]> 'a'";

    String svg = SvgRenderer.render(page(hostile));

    assertThat(elements(svg)).doesNotContain("script").contains("svg", "text", "path");
    assertThat(textOf(svg)).contains(hostile);
  }

  @Test
  void replacesCharactersThatXmlForbidsOrThatHideOthersAndCountsThem() throws XMLStreamException {
    String hostile = "a\u0000b\u202Ec\uD800d\uFFFEe\u001Bf";

    String svg = SvgRenderer.render(page(hostile));

    assertThat(textOf(svg))
        .contains("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf")
        .contains("5 characters on this page cannot be shown here: \uFFFD");
  }

  @Test
  void keepsNamesOfAnyScript() throws XMLStreamException {
    String names = "Müller Ωμέγα Иванов 山田太郎 محمد 𠮷野";

    String svg = SvgRenderer.render(page(names));

    assertThat(textOf(svg)).contains(names).doesNotContain("cannot be shown");
  }

  @Test
  void isAsLargeAsThePaper() {
    assertThat(SvgRenderer.render(page("x")))
        .contains("width=\"297mm\" height=\"210mm\" viewBox=\"0 0 297 210\"");
  }

  @Test
  void writesMicrometresWithoutRegardToTheLocale() {
    Drawing drawing =
        new Drawing(
            "t",
            10.5,
            5,
            List.of(
                new Mark.Polyline(
                    new double[] {-0.0004, -1.25, 0.1004, 2.0006}, new Pen(Ink.TRACE, 0.2))));
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(SvgRenderer.render(drawing)).contains("points=\"0,-1.25 0.1,2.001\"", "10.5mm");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void theSameRecordingGivesTheSameText() {
    EcgSynthesis synthesis = EcgSynthesis.of(SyntheticRhythm.SINUS, 7);

    String once =
        SvgRenderer.render(Pages.draw(synthesis.make().recording(), PageLayout.AUTOMATIC));
    String again =
        SvgRenderer.render(Pages.draw(synthesis.make().recording(), PageLayout.AUTOMATIC));

    assertThat(again).isEqualTo(once);
  }

  private static Drawing page(String line) {
    return TracingPage.draw(
        Pages.flat(Pages.TWELVE, 10, 500),
        Pages.text(line),
        List.of(),
        List.of(),
        PageSettings.standard());
  }

  private static String elements(String svg) throws XMLStreamException {
    StringBuilder names = new StringBuilder();
    XMLStreamReader reader = reader(svg);
    while (reader.hasNext()) {
      if (reader.next() == XMLStreamReader.START_ELEMENT) {
        names.append(reader.getLocalName()).append('\n');
      }
    }
    return names.toString();
  }

  private static String textOf(String svg) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    XMLStreamReader reader = reader(svg);
    while (reader.hasNext()) {
      if (reader.next() == XMLStreamReader.CHARACTERS) {
        text.append(reader.getText());
      }
    }
    return text.toString();
  }

  private static XMLStreamReader reader(String svg) throws XMLStreamException {
    return XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(svg));
  }
}
