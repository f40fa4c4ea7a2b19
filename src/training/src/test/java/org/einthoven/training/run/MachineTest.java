package org.einthoven.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.einthoven.inference.ModelManifest;
import org.einthoven.inference.TrainingEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

  @TempDir private Path folder;

  @Test
  void versionsAndProcessorAreNamed() {
    TrainingEnvironment environment = Machine.environment(1, new TrainingTime(1.25, 1.5));

    assertThat(environment.java()).contains(System.getProperty("java.runtime.version"));
    assertThat(environment.libtorch()).matches("[0-9]+\\.[0-9]+.*");
    assertThat(environment.onnxRuntime()).matches("[0-9]+\\.[0-9]+.*");
    assertThat(environment.processor()).isNotBlank();
    assertThat(environment.wallSeconds()).isEqualTo(1.5);
    assertThat(environment.processorSeconds()).isEqualTo(1.25);
  }

  @Test
  void aManifestKeepsThemAndOneWithoutThemCanStillBeRead() throws IOException {
    ObjectMapper json = new ObjectMapper();
    ModelManifest.Training training =
        new ModelManifest.Training(
            List.of(),
            3,
            "abc",
            List.of(new ModelManifest.LeftOutRecord("MIT-BIH", "101", "truncated")),
            Map.of("epochs", "3"),
            Machine.environment(1, TrainingTime.NONE));

    assertThat(json.readValue(json.writeValueAsBytes(training), ModelManifest.Training.class))
        .isEqualTo(training);
    ModelManifest.Training old =
        json.readValue("{\"data\":[],\"seed\":1,\"code\":null}", ModelManifest.Training.class);
    assertThat(old.leftOut()).isEmpty();
    assertThat(old.settings()).isEmpty();
    assertThat(old.environment()).isNull();
  }

  @Test
  void outsideACheckoutNoCommitIsKnown() {
    assertThat(SourceCommit.of(folder)).isEmpty();
  }
}
