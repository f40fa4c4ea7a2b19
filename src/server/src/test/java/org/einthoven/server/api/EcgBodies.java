package org.einthoven.server.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;
import org.einthoven.ecg.format.aecg.AecgWriter;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.recording.RecordingObservation;
import org.einthoven.server.SampleRecordings;
import org.hl7.fhir.r4.model.Observation;

/** ECGs as they are sent. */
final class EcgBodies {

  private EcgBodies() {}

  /** A two-lead ECG with waveforms that are long enough to be taken out. */
  static Observation observation(long seed) {
    Observation observation =
        (Observation) RecordingObservation.of(SampleRecordings.of(seed)).resource();
    observation.getContained().clear();
    observation.setSubject(null);
    observation.setDevice(null);
    return observation;
  }

  /** Ten seconds of twelve leads at 500 Hz, in sinus rhythm, different for each seed. */
  static Observation twelveLeads(long seed) {
    return twelveLeads(EcgSynthesis.of(SyntheticRhythm.SINUS, seed));
  }

  /** A synthetic ECG of nobody. */
  static Observation twelveLeads(EcgSynthesis synthesis) {
    return (Observation) RecordingObservation.of(synthesis.make().recording()).resource();
  }

  static String json(long seed) {
    return json(seed, observation -> {});
  }

  static String json(long seed, Consumer<Observation> change) {
    Observation observation = observation(seed);
    change.accept(observation);
    return new String(FhirResource.of(observation).json(), StandardCharsets.UTF_8);
  }

  static String aecg(long seed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      AecgWriter.write(SampleRecordings.of(seed), new UUID(7, seed), out);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Digits of a signal of so many samples. */
  static String digits(int samples) {
    Random random = new Random(samples);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < samples; i++) {
      text.append(i == 0 ? "" : " ").append(random.nextInt(200) - 100);
    }
    return text.toString();
  }
}
