package org.einthoven.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A server with patient data calls nobody: ONNX Runtime 1.29.0 for Linux does, by default. */
class NoTelemetryTest {

  @Test
  void theNativeLibraryHasNoTelemetryCollector() throws IOException {
    try (InputStream library =
        OrtEnvironment.class.getResourceAsStream("native/linux-x64/libonnxruntime.so")) {
      assertThat(library).as("the native library of ONNX Runtime").isNotNull();
      String text = new String(library.readAllBytes(), StandardCharsets.ISO_8859_1);

      assertThat(text.contains("OneCollector")).as("holds a telemetry collector").isFalse();
    }
  }
}
