package org.einthoven.fhir.waveform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlWaveformsTest {

  private static final String LONG = "1\u00A02 -3.5 E ".repeat(60);

  private static String observation(String data) {
    return "<Observation xmlns='http://hl7.org/fhir'>\n  <!-- é --><valueSampledData>"
        + "<period value=\"2.000\"/><data id = 'v' value\n= \""
        + data
        + "\"  /></valueSampledData><note><text value='a &lt; b'/></note></Observation>\n";
  }

  private static TakenOut.Slim slim(byte[] body) {
    return (TakenOut.Slim) XmlWaveforms.takeOut(body);
  }

  private static TakenOut.Refused refused(byte[] body) {
    return (TakenOut.Refused) XmlWaveforms.takeOut(body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "UTF-32LE"})
  void a_long_waveform_is_replaced_in_every_encoding(String encoding) {
    String declaration = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>";
    byte[] sent = (declaration + observation(LONG)).getBytes(Charset.forName(encoding));
    TakenOut.Slim slim = slim(sent);
    assertThat(slim.waveforms()).containsValue(LONG);
    assertThat(new String(slim.body(), StandardCharsets.UTF_8))
        .isEqualTo(observation(Placeholder.of(Placeholder.hash(LONG))));
  }

  @Test
  void what_is_taken_out_comes_back() {
    TakenOut.Slim slim = slim(observation(LONG).getBytes(StandardCharsets.UTF_8));
    byte[] back = WaveformOutputStream.putBack(slim.body(), TextForm.XML, slim.lookup());
    assertThat(new String(back, StandardCharsets.UTF_8)).isEqualTo(observation(LONG));
  }

  @Test
  void markup_and_line_ends_in_a_text_come_back_escaped() {
    String text = "<&\"\n1 ";
    assertThat(TextForm.XML.escape(text)).isEqualTo("&#60;&#38;&#34;&#10;1 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32BE"})
  void a_document_type_declaration_is_refused_in_every_encoding(String encoding) {
    String bomb = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><x>&e;</x>";
    assertThat(refused(bomb.getBytes(Charset.forName(encoding))).refusal().reason())
        .isEqualTo(Reason.UNSAFE);
  }

  @Test
  void a_document_type_declaration_after_comments_and_a_byte_order_mark_is_refused() {
    String bomb = "\uFEFF<?xml version='1.0'?>" + "<!-- -->".repeat(500) + "\n<!DOCTYPE x><x/>";
    assertThat(refused(bomb.getBytes(StandardCharsets.UTF_8)).refusal().reason())
        .isEqualTo(Reason.UNSAFE);
  }

  @Test
  void an_encoding_that_hides_markup_is_refused() {
    byte[] utf7 =
        "<?xml version='1.0' encoding='UTF-7'?>+ADwAIQ-DOCTYPE x>"
            .getBytes(StandardCharsets.US_ASCII);
    assertThat(refused(utf7).refusal().reason()).isEqualTo(Reason.UNSUPPORTED);
    byte[] contradicting =
        "<?xml version='1.0' encoding='UTF-16'?><x/>".getBytes(StandardCharsets.US_ASCII);
    assertThat(refused(contradicting).refusal().reason()).isEqualTo(Reason.UNSUPPORTED);
  }

  @Test
  void an_undefined_entity_is_refused_with_its_place() {
    TakenOut.Refused refused = refused("<x>\n&e;</x>".getBytes(StandardCharsets.UTF_8));
    assertThat(refused.refusal().reason()).isEqualTo(Reason.MALFORMED);
    assertThat(refused.refusal().place()).contains("line 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "<x>", "<x></y>", "text"})
  void what_is_not_well_formed_is_refused(String body) {
    assertThat(XmlWaveforms.takeOut(body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(TakenOut.Refused.class);
  }

  @Test
  void a_deep_nest_is_refused() {
    String deep = "<x>".repeat(5000) + "</x>".repeat(5000);
    assertThat(XmlWaveforms.takeOut(deep.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(TakenOut.Refused.class);
  }

  @Test
  void the_reserved_words_elsewhere_are_refused() {
    String body = "<x xmlns='http://hl7.org/fhir'><id value='&#101;inthoven:sha256:0'/></x>";
    assertThat(refused(body.getBytes(StandardCharsets.UTF_8)).refusal().reason())
        .isEqualTo(Reason.INVALID);
  }
}
