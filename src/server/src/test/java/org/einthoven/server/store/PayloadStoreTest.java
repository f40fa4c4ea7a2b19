package org.einthoven.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PayloadStoreTest {

  @Inject PayloadStore payloads;
  @Inject WaveformStore waveforms;

  @Test
  void theSameBytesAreKeptOnceAndComeBackUnchanged() {
    byte[] bytes = {0, (byte) 0xff, 13, 10, 0, 1, 2, 3};
    String first = keep(bytes, "application/xml");
    String second = keep(bytes, "text/plain");

    assertThat(second).isEqualTo(first).isEqualTo(Hash.sha256(bytes));
    assertThat(payloads.payload(first).orElseThrow().bytes()).isEqualTo(bytes);
    assertThat(payloads.payload(first).orElseThrow().mediaType()).isEqualTo("application/xml");
  }

  @Test
  void emptyBytesAreBytesToo() {
    assertThat(payloads.payload(keep(new byte[0], "text/plain")).orElseThrow().bytes()).isEmpty();
  }

  @Test
  void waveformTextsComeBackByTheirHash() {
    String text = "1 2 3 µ " + "-17 ".repeat(1000);
    String sha256 = Hash.sha256(text.getBytes(StandardCharsets.UTF_8));
    QuarkusTransaction.requiringNew().run(() -> waveforms.keep(Map.of(sha256, text)));
    QuarkusTransaction.requiringNew().run(() -> waveforms.keep(Map.of(sha256, text)));

    assertThat(waveforms.text(sha256)).contains(text);
    assertThat(waveforms.text("0".repeat(64))).isEmpty();
  }

  private String keep(byte[] bytes, String mediaType) {
    return QuarkusTransaction.requiringNew().call(() -> payloads.keep(bytes, mediaType));
  }
}
