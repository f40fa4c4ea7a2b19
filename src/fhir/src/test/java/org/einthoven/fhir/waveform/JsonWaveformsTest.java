package org.einthoven.fhir.waveform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWaveformsTest {

  private static final String LONG = "1 2 3 ".repeat(100);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static TakenOut.Slim slim(String body) {
    return (TakenOut.Slim) JsonWaveforms.takeOut(bytes(body));
  }

  private static String observation(String data) {
    return "{\"resourceType\":\"Observation\", \"valueSampledData\" : { \"period\":2.000,"
        + " \"factor\":1.0e-0, \"data\" :\n \""
        + data
        + "\" , \"dimensions\":1}, \"note\":[{\"text\":\"Müller 💓\"}]}";
  }

  @Test
  void a_long_waveform_is_replaced_and_every_other_byte_stays() {
    TakenOut.Slim slim = slim(observation(LONG));
    assertThat(slim.waveforms()).containsOnlyKeys(Placeholder.hash(LONG)).containsValue(LONG);
    assertThat(new String(slim.body(), StandardCharsets.UTF_8))
        .isEqualTo(observation(Placeholder.of(Placeholder.hash(LONG))));
  }

  @Test
  void a_short_waveform_stays() {
    TakenOut.Slim slim = slim(observation("1 2 3"));
    assertThat(slim.waveforms()).isEmpty();
    assertThat(slim.body()).isEqualTo(bytes(observation("1 2 3")));
  }

  @Test
  void data_outside_SampledData_stays() {
    String body = "{\"resourceType\":\"Binary\",\"data\":\"" + "QUJD".repeat(200) + "\"}";
    assertThat(slim(body).waveforms()).isEmpty();
    assertThat(slim(body).body()).isEqualTo(bytes(body));
  }

  @Test
  void a_byte_order_mark_is_left_out() {
    TakenOut.Slim slim = slim("\uFEFF" + observation(LONG));
    assertThat(new String(slim.body(), StandardCharsets.UTF_8))
        .isEqualTo(observation(Placeholder.of(Placeholder.hash(LONG))));
  }

  @Test
  void a_forged_placeholder_is_taken_out_as_a_text_of_its_own() {
    String forged = Placeholder.of("0".repeat(64));
    TakenOut.Slim slim = slim(observation(forged));
    assertThat(slim.waveforms()).containsValue(forged);
    assertThat(slim.body()).isEqualTo(bytes(observation(Placeholder.of(Placeholder.hash(forged)))));
  }

  @Test
  void the_reserved_words_elsewhere_are_refused_even_when_escaped() {
    String body = "{\"resourceType\":\"Basic\",\"id\":\"\\u0065inthoven:sha256:0\"}";
    TakenOut.Refused refused = (TakenOut.Refused) JsonWaveforms.takeOut(bytes(body));
    assertThat(refused.refusal().reason()).isEqualTo(Reason.INVALID);
    assertThat(refused.refusal().place()).isEqualTo("id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{} {}",
        "{\"a\":1,\"a\":2}",
        "nonsense",
        "{\"a\":\"unclosed",
        "\u0000{}"
      })
  void what_is_not_one_json_object_is_refused(String body) {
    assertThat(JsonWaveforms.takeOut(bytes(body))).isInstanceOf(TakenOut.Refused.class);
  }

  @Test
  void utf_16_is_refused() {
    TakenOut taken = JsonWaveforms.takeOut("{}".getBytes(StandardCharsets.UTF_16));
    assertThat(((TakenOut.Refused) taken).refusal().reason()).isEqualTo(Reason.UNSUPPORTED);
  }

  @Test
  void a_deep_nest_is_refused() {
    String body = "{\"a\":".repeat(5000) + "1" + "}".repeat(5000);
    TakenOut taken = JsonWaveforms.takeOut(bytes(body));
    assertThat(((TakenOut.Refused) taken).refusal().reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 80, 81, 82, 83, 4096})
  void what_is_taken_out_comes_back_however_the_stream_is_cut(int piece) throws Exception {
    String sent = observation(LONG + "\u00A0 -7.25\\u0009\\\"x\\\\ ");
    TakenOut.Slim slim = slim(sent);
    String whole = Pieces.throughStream(slim, piece);
    assertThat(whole).isEqualTo(sent);
    assertThat(Pieces.throughWriter(slim, piece)).isEqualTo(sent);
  }

  @Test
  void generated_bundles_survive_the_round_trip() {
    Random random = new Random(20261122);
    for (int i = 0; i < 300; i++) {
      String sent = GeneratedJson.bundle(random);
      TakenOut.Slim slim = slim(sent);
      byte[] back = WaveformOutputStream.putBack(slim.body(), TextForm.JSON, slim.lookup());
      assertThat(new String(back, StandardCharsets.UTF_8)).isEqualTo(sent);
    }
  }
}
