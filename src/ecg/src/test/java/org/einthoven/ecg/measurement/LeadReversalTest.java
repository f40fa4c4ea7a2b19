package org.einthoven.ecg.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.QrsDetector;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.ElectrodeExchange;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadReversalTest {

  private static EcgMeasurements measured(Recording recording) {
    return EcgMeasurements.of(recording, QrsDetector.detect(recording));
  }

  private static Recording synthetic(long seed) {
    return EcgSynthesis.of(SyntheticRhythm.SINUS, seed).make().recording();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void electrodesInTheirPlacesLookSo(long seed) {
    assertThat(measured(synthetic(seed)).reversals()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ARMS, ARMS",
    "RIGHT_ARM_AND_LEG, RIGHT_ARM_AND_LEG",
    "V1_V2, V1_V2",
    "V2_V3, V2_V3",
    "V3_V4, V3_V4"
  })
  void exchangedElectrodesAreNamed(ElectrodeExchange exchange, LeadReversal seen) {
    assertThat(measured(exchange.in(synthetic(3))).reversals()).containsExactly(seen);
  }

  @Test
  void withoutAllChestLeadsNothingIsSaid() {
    Recording exchanged = ElectrodeExchange.ARMS.in(synthetic(3));
    Recording fewer =
        new Recording(
            exchanged.leads().stream().filter(signal -> signal.lead() != Lead.V3).toList(),
            exchanged.samplesPerSecond(),
            null,
            null,
            null,
            exchanged.source());

    assertThat(measured(fewer).reversals()).isEmpty();
  }
}
