package org.einthoven.server.outbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.einthoven.server.ReceivingServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer means for a delivery. */
class HttpDeliveryTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final UUID DELIVERY = new UUID(1, 2);

  private static Attempt send(String to, boolean allowPrivate, boolean trusted) throws Exception {
    return DeliverySettings.delivery(
            DeliverySettings.with(Map.of("allow-private", Boolean.toString(allowPrivate))),
            Clock.fixed(NOON, ZoneOffset.UTC))
        .send(
            new Outgoing(
                "POST",
                URI.create(to),
                "text/plain",
                new byte[] {1},
                Map.of("X-One", List.of("1")),
                "a secret",
                trusted),
            DELIVERY);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 501, 502, 503, 504})
  void theseMayGoWellAnotherTime(int status) throws Exception {
    try (ReceivingServer receiver = new ReceivingServer()) {
      receiver.answers(status);
      assertThat(send(receiver.address("/"), true, false))
          .isEqualTo(new Attempt.Later("the receiver answered " + status, null));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 409, 410, 412, 413, 422})
  void theseAreFinal(int status) throws Exception {
    try (ReceivingServer receiver = new ReceivingServer()) {
      receiver.answers(status);
      assertThat(send(receiver.address("/"), true, false))
          .isEqualTo(new Attempt.Refused("the receiver answered " + status));
      assertThat(receiver.received()).hasSize(1);
    }
  }

  @Test
  void theReceiverSaysWhenToComeAgainInSecondsOrAsADate() throws Exception {
    try (ReceivingServer receiver = new ReceivingServer()) {
      receiver
          .answersNext(503, "Retry-After", "120")
          .answersNext(429, "Retry-After", "Sun, 22 Nov 2026 12:00:30 GMT")
          .answersNext(503, "Retry-After", "Sun, 22 Nov 2026 11:00:00 GMT")
          .answersNext(503, "Retry-After", "soon");
      for (int seconds : new int[] {120, 30, 0, 0}) {
        Attempt.Later later = (Attempt.Later) send(receiver.address("/"), true, false);
        assertThat(later.after()).isEqualTo(Duration.ofSeconds(seconds));
      }
    }
  }

  @Test
  void nobodyAtTheAddressIsTriedAgain() throws Exception {
    String address;
    try (ReceivingServer receiver = new ReceivingServer()) {
      address = receiver.address("/");
    }
    assertThat(send(address, true, false)).isInstanceOf(Attempt.Later.class);
  }

  @Test
  void aSpecialAddressIsTheOperatorsToUse() throws Exception {
    try (ReceivingServer receiver = new ReceivingServer()) {
      assertThat(send(receiver.address("/"), false, false)).isInstanceOf(Attempt.Refused.class);
      assertThat(receiver.received()).isEmpty();
      assertThat(send(receiver.address("/"), false, true)).isInstanceOf(Attempt.Delivered.class);
      assertThat(receiver.received()).hasSize(1);
    }
  }

  @Test
  void theSignatureIsThatOfTheDocumentedRule() throws Exception {
    try (ReceivingServer receiver = new ReceivingServer()) {
      send(receiver.address("/"), true, false);
      // printf '1795348800.\001' | openssl dgst -sha256 -hmac 'a secret'
      assertThat(receiver.received().get(0).headers().getFirst("Einthoven-Signature"))
          .isEqualTo(
              "t=1795348800,v1=b4cdb036ee5e3bb20167c9b2fc6b20f8c3266a69b6ae918a843c829b3badb468");
      assertThat(receiver.received().get(0).headers().getFirst("X-One")).isEqualTo("1");
    }
  }
}
