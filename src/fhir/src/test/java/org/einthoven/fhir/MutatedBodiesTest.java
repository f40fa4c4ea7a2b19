package org.einthoven.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.SentIdentifier;
import org.einthoven.ecg.recording.Source;
import org.einthoven.fhir.recording.EcgDocuments;
import org.einthoven.fhir.recording.EcgInput;
import org.einthoven.fhir.recording.ObservationReader;
import org.einthoven.fhir.recording.RecordingObservation;
import org.einthoven.fhir.waveform.JsonWaveforms;
import org.einthoven.fhir.waveform.TakenOut;
import org.einthoven.fhir.waveform.XmlWaveforms;
import org.junit.jupiter.api.Test;

/** Whatever bytes come, the answer is a result and never an exception. */
class MutatedBodiesTest {

  private static final int MUTATIONS = 4000;
  private static final String[] PIECES = {
    "null", "[]", "{}", "\"\"", "-1", "1e400", "\"#p\"", "true", ",", "]", "}", "<x/>", "&amp;",
    "\u0000", "E"
  };

  private static FhirResource observation() {
    return RecordingObservation.of(
        new Recording(
            List.of(
                new LeadSignal(Lead.I, new float[120]), new LeadSignal(Lead.II, new float[120])),
            500,
            null,
            new PatientAsSent(
                List.of(new SentIdentifier("urn:x", "1")), "Roe", "Ann", "1950", "female"),
            null,
            Source.of("test")));
  }

  @Test
  void mutated_json_is_answered_with_a_result() {
    byte[] whole = observation().json();
    Random random = new Random(1);
    int found = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] body = mutated(whole, random);
      int[] read = {0};
      assertThatCode(() -> read[0] = json(body))
          .as(() -> new String(body, StandardCharsets.UTF_8))
          .doesNotThrowAnyException();
      found += read[0];
    }
    assertThat(found).as("some mutations leave the ECG readable").isBetween(1, MUTATIONS - 1);
  }

  @Test
  void mutated_xml_is_answered_with_a_result() {
    byte[] whole =
        FhirText.xmlParser()
            .encodeResourceToString(observation().resource())
            .getBytes(StandardCharsets.UTF_8);
    Random random = new Random(2);
    int found = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] body = mutated(whole, random);
      int[] read = {0};
      assertThatCode(() -> read[0] = xml(body))
          .as(() -> new String(body, StandardCharsets.UTF_8))
          .doesNotThrowAnyException();
      found += read[0];
    }
    assertThat(found).as("some mutations leave the ECG readable").isBetween(1, MUTATIONS - 1);
  }

  private static int json(byte[] body) {
    return JsonWaveforms.takeOut(body) instanceof TakenOut.Slim slim
        ? read(FhirText.readJson(slim.body()), slim)
        : 0;
  }

  private static int xml(byte[] body) {
    return XmlWaveforms.takeOut(body) instanceof TakenOut.Slim slim
        ? read(FhirText.readXml(slim.body()), slim)
        : 0;
  }

  private static int read(ParsedFhir parsed, TakenOut.Slim slim) {
    if (!(parsed instanceof ParsedFhir.Parsed resource)) {
      return 0;
    }
    EcgDocuments.of(resource.resource());
    EcgInput input = new ObservationReader().read(resource.resource(), slim.lookup());
    return input instanceof EcgInput.Found ? 1 : 0;
  }

  private static byte[] mutated(byte[] whole, Random random) {
    int at = random.nextInt(whole.length);
    switch (random.nextInt(4)) {
      case 0 -> {
        byte[] changed = whole.clone();
        changed[at] = (byte) random.nextInt(256);
        return changed;
      }
      case 1 -> {
        return Arrays.copyOf(whole, at);
      }
      case 2 -> {
        int length = Math.min(random.nextInt(40), whole.length - at);
        return joined(Arrays.copyOf(whole, at), new byte[0], whole, at + length);
      }
      default -> {
        String piece = PIECES[random.nextInt(PIECES.length)];
        int length = Math.min(random.nextInt(8), whole.length - at);
        return joined(
            Arrays.copyOf(whole, at), piece.getBytes(StandardCharsets.UTF_8), whole, at + length);
      }
    }
  }

  private static byte[] joined(byte[] head, byte[] middle, byte[] whole, int from) {
    byte[] all = Arrays.copyOf(head, head.length + middle.length + whole.length - from);
    System.arraycopy(middle, 0, all, head.length, middle.length);
    System.arraycopy(whole, from, all, head.length + middle.length, whole.length - from);
    return all;
  }
}
