package org.einthoven.inference.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.einthoven.inference.CopiedModels;
import org.einthoven.inference.HeadlineFigure;
import org.einthoven.inference.ModelLibrary;
import org.einthoven.inference.ModelName;
import org.einthoven.inference.Sha256;
import org.einthoven.inference.diffusion.BeatGenerator;
import org.einthoven.inference.diffusion.GeneratorGolden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {

  @TempDir private Path models;

  private ModelEntry entry(String version) {
    return new ModelRegistry(ModelLibrary.at(models)).entry(new ModelName("dfnet", version));
  }

  @Test
  void everyPackagedModelIsSound() {
    List<ModelEntry> entries = new ModelRegistry(ModelLibrary.packaged()).entries();

    assertThat(entries).isNotEmpty().allMatch(entry -> !entry.isWrong());
    assertThat(entries).anyMatch(entry -> entry.role() == Role.ACTIVE);
  }

  @Test
  void versionsStandSideBySideWithTheirRoles() throws IOException {
    for (String version : new String[] {"0.1.0", "0.2.0", "0.3.0"}) {
      CopiedModels.copy(models, version);
    }
    CopiedModels.name(models, "CURRENT", "0.2.0");
    CopiedModels.name(models, "SHADOW", "0.3.0");

    assertThat(new ModelRegistry(ModelLibrary.at(models)).entries())
        .extracting(entry -> entry.name() + " " + entry.role())
        .containsExactly("dfnet/0.3.0 SHADOW", "dfnet/0.2.0 ACTIVE", "dfnet/0.1.0 AVAILABLE");
    assertThat(new ModelRegistry(ModelLibrary.at(models)).entries()).allMatch(ModelEntry::isSound);
  }

  @Test
  void anEntrySaysWhatTheModelIs() throws IOException {
    HeadlineFigure figure = new HeadlineFigure("V F1", 95.2, "%", "MIT-BIH DS2", "inter-patient");
    Path folder =
        CopiedModels.copy(
            models, "0.1.0", manifest -> manifest.putArray("headline").addPOJO(figure));

    ModelEntry.Content content = entry("0.1.0").content().orElseThrow();

    assertThat(content.summary().headline()).containsExactly(figure);
    assertThat(content.summary().parameters()).isPositive();
    assertThat(content.summary().trainedOn()).isNotEmpty();
    byte[] weights = Files.readAllBytes(folder.resolve("model.onnx"));
    assertThat(content.weightsSha256()).isEqualTo(Sha256.of(weights));
    assertThat(content.weightsBytes()).isEqualTo(weights.length);
  }

  @Test
  void aChangedByteIsRefusedWithTheFile() throws IOException {
    Path weights = CopiedModels.copy(models, "0.1.0").resolve("model.onnx");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length / 2] ^= 1;
    Files.write(weights, bytes);

    assertThat(entry("0.1.0").standing())
        .isInstanceOfSatisfying(
            Standing.Refused.class,
            refused -> assertThat(refused.why()).contains("model.onnx", "SHA-256"));
    assertThat(entry("0.1.0").isWrong()).isTrue();
  }

  @Test
  void theGoldenVectorsOfTheBeatGeneratorAreReplayedToo() throws IOException {
    Path folder = CopiedModels.copyGenerator(models, "0.1.0");
    assertThat(generator().standing()).isEqualTo(new Standing.Sound(true));
    assertThat(generator().content().orElseThrow().summary().headline())
        .as("this version was made before there were such figures")
        .isEmpty();

    CopiedModels.change(
        folder,
        GeneratorGolden.FILE,
        golden -> ((ArrayNode) golden.get("velocities")).set(7, new FloatNode(99)));

    assertThat(generator().standing())
        .isInstanceOfSatisfying(
            Standing.Refused.class,
            refused -> assertThat(refused.why()).contains("does not answer its golden vectors"));
  }

  private ModelEntry generator() {
    return new ModelRegistry(ModelLibrary.at(models))
        .entry(new ModelName(BeatGenerator.ID, "0.1.0"));
  }

  @Test
  void anotherPreparationIsNotRunnableWhichIsWrongOnlyWhereItIsUsed() throws IOException {
    CopiedModels.copy(
        models,
        "0.0.9",
        manifest ->
            ((ObjectNode) manifest.get("preprocessing"))
                .put("version", "0")
                .put("sha256", "a".repeat(64)));

    assertThat(entry("0.0.9").standing())
        .isInstanceOfSatisfying(
            Standing.NotRunnable.class,
            not -> assertThat(not.why()).startsWith("preparation 0, this build has "));
    assertThat(entry("0.0.9").isWrong()).isFalse();
    CopiedModels.name(models, "CURRENT", "0.0.9");
    assertThat(entry("0.0.9").isWrong()).isTrue();
  }

  @Test
  void anotherPreparationOfRhythmsIsNotRunnableEither() throws IOException {
    CopiedModels.copy(
        models,
        "0.0.9",
        manifest ->
            manifest
                .putObject("fibrillation")
                .putObject("preprocessing")
                .put("version", "0")
                .put("sha256", "a".repeat(64)));

    assertThat(entry("0.0.9").standing())
        .isInstanceOfSatisfying(
            Standing.NotRunnable.class,
            not -> assertThat(not.why()).startsWith("rhythm preparation 0, this build has "));
  }

  @Test
  void aManifestThatIsOfAnotherVersionIsRefused() throws IOException {
    Files.move(CopiedModels.copy(models, "0.1.0"), models.resolve("dfnet").resolve("0.2.0"));

    assertThat(entry("0.2.0").standing())
        .isInstanceOfSatisfying(
            Standing.Refused.class,
            refused -> assertThat(refused.why()).contains("its manifest says dfnet/0.1.0"));
  }

  @Test
  void anActiveVersionThatIsNotThereIsListedAsRefused() throws IOException {
    CopiedModels.copy(models, "0.1.0");
    CopiedModels.name(models, "CURRENT", "0.2.0");

    assertThat(new ModelRegistry(ModelLibrary.at(models)).entries())
        .anySatisfy(
            entry -> {
              assertThat(entry.name().version()).isEqualTo("0.2.0");
              assertThat(entry.role()).isEqualTo(Role.ACTIVE);
              assertThat(entry.standing()).isInstanceOf(Standing.Refused.class);
            });
  }

  @Test
  void aModelOfAnotherKindIsListedByWhatAllManifestsHaveInCommon() throws IOException {
    Path folder = Files.createDirectories(models.resolve("another-kind").resolve("2.0.0"));
    Files.writeString(folder.resolve("model.onnx"), "weights");
    Files.writeString(
        folder.resolve("manifest.json"),
        """
        {"id":"another-kind","version":"2.0.0","parameters":7,"own":{"steps":50},
         "files":{"model.onnx":"%s"}}
        """
            .formatted(Sha256.of("weights".getBytes(java.nio.charset.StandardCharsets.UTF_8))));

    ModelEntry entry =
        new ModelRegistry(ModelLibrary.at(models)).entry(new ModelName("another-kind", "2.0.0"));

    assertThat(entry.isSound()).isTrue();
    assertThat(entry.content().orElseThrow().summary().parameters()).isEqualTo(7);
    assertThat(entry.content().orElseThrow().summary().headline()).isEmpty();
  }
}
