package org.einthoven.fhir.waveform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipWaveformOutputStreamTest {

  /** Keeps every second text deflated. */
  private static final class Store implements WaveformLookup {

    private final Map<String, String> texts = new HashMap<>();

    String keep(String text) {
      String hash = Placeholder.hash(text);
      texts.put(hash, text);
      return Placeholder.of(hash);
    }

    @Override
    public Optional<String> text(String sha256) {
      return Optional.ofNullable(texts.get(sha256));
    }

    @Override
    public Optional<DeflatedText> deflated(String sha256) {
      return sha256.charAt(0) % 2 == 0 ? text(sha256).map(DeflatedText::of) : Optional.empty();
    }
  }

  private static String digits(Random random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(random.nextInt(4000) - 2000);
    }
    return text.toString();
  }

  private static String unzipped(byte[] gzip) throws IOException {
    try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] written(String slim, WaveformLookup lookup, int piece) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = slim.getBytes(StandardCharsets.UTF_8);
    try (GzipWaveformOutputStream gzip = new GzipWaveformOutputStream(out, TextForm.JSON, lookup)) {
      for (int at = 0; at < bytes.length; at += piece) {
        gzip.write(bytes, at, Math.min(piece, bytes.length - at));
      }
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 12, 40})
  void whatIsUnzippedIsWhatWouldHaveBeenSentPlain(int waveforms) throws IOException {
    Random random = new Random(waveforms);
    Store store = new Store();
    StringBuilder slim = new StringBuilder("{\"text\":\"\u00e4\u00f6\",\"leads\":[");
    for (int i = 0; i < waveforms; i++) {
      slim.append("{\"data\":\"")
          .append(store.keep(digits(random, 1 + random.nextInt(9000))))
          .append("\",\"more\":\"")
          .append("x".repeat(random.nextInt(20_000)))
          .append("\"},");
    }
    slim.append("{}]}");
    byte[] plain =
        WaveformOutputStream.putBack(
            slim.toString().getBytes(StandardCharsets.UTF_8), TextForm.JSON, store);
    for (int piece : new int[] {1, 7, 100_000}) {
      assertThat(unzipped(written(slim.toString(), store, piece)))
          .isEqualTo(new String(plain, StandardCharsets.UTF_8));
    }
  }

  @Test
  void aTextThatHasToBeEscapedIsEscaped() throws IOException {
    Map<String, String> texts = new HashMap<>();
    for (String text : new String[] {"1 \"2\"", "1\t2", "1\u00a02", "1 & 2"}) {
      texts.put(Placeholder.hash(text), text);
      assertThat(DeflatedText.of(text).plain()).as(text).isFalse();
      WaveformLookup deflated =
          new WaveformLookup() {
            @Override
            public Optional<String> text(String sha256) {
              return Optional.ofNullable(texts.get(sha256));
            }

            @Override
            public Optional<DeflatedText> deflated(String sha256) {
              return text(sha256).map(DeflatedText::of);
            }
          };
      String slim = "{\"data\":\"" + Placeholder.of(Placeholder.hash(text)) + "\"}";
      assertThat(unzipped(written(slim, deflated, 9)))
          .isEqualTo("{\"data\":\"" + TextForm.JSON.escape(text) + "\"}");
    }
  }

  @Test
  void nothingIsAWholeGzipFileToo() throws IOException {
    assertThat(unzipped(written("", new Store(), 1))).isEmpty();
  }

  @Test
  void aWaveformThatIsNotThereFailsTheWrite() {
    String slim = "{\"data\":\"" + Placeholder.of("0".repeat(64)) + "\"}";
    assertThatThrownBy(() -> written(slim, new Store(), 10))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no waveform");
  }

  @Test
  void aDeflatedTextIsReadBackAndDamageSeen() {
    String text = digits(new Random(3), 5000);
    DeflatedText kept = DeflatedText.of(text);
    assertThat(kept.text()).isEqualTo(text);
    assertThat(DeflatedText.of("").text()).isEmpty();
    assertThat(kept.piece().length).isLessThan(text.length() / 2);
    DeflatedText other = new DeflatedText(kept.piece(), kept.crc32() + 1, kept.length(), true);
    assertThatThrownBy(other::text).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void thePlaceholdersOfAResourceAreFoundInTheirOrder() {
    String one = Placeholder.hash("1");
    String two = Placeholder.hash("2");
    String slim =
        Placeholder.of(two) + " einthoven:sha256:no " + Placeholder.of(one) + Placeholder.of(two);
    assertThat(Placeholder.in(slim.getBytes(StandardCharsets.UTF_8))).containsExactly(two, one);
    assertThat(Placeholder.in(new byte[3])).isEmpty();
  }
}
