package org.einthoven.server.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.einthoven.ecg.recording.DeviceAsSent;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;
import org.jspecify.annotations.Nullable;

/** Who, when and by what, as sent with a recording, as JSON. */
record SentContext(
    @Nullable AcquisitionTime acquired,
    @Nullable PatientAsSent patient,
    @Nullable DeviceAsSent device,
    Source source) {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  static byte[] encode(Recording recording) {
    try {
      return JSON.writeValueAsBytes(
          new SentContext(
              recording.acquired(), recording.patient(), recording.device(), recording.source()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SentContext decode(byte[] json) {
    try {
      return JSON.readValue(json, SentContext.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "SentContext[" + source.format() + "]";
  }
}
