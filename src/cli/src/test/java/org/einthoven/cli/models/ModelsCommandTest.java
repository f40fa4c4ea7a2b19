package org.einthoven.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Consumer;
import org.einthoven.cli.CommandRun;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.ModelFolder;
import org.einthoven.inference.ModelLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path models;

  private Path copy(String version, Consumer<ObjectNode> changes) throws IOException {
    ModelFolder packaged = ModelLibrary.packaged().current(DfnetModel.ID);
    ObjectNode manifest = (ObjectNode) JSON.readTree(packaged.read("manifest.json"));
    Path folder = Files.createDirectories(models.resolve("dfnet").resolve(version));
    for (Iterator<String> files = manifest.get("files").fieldNames(); files.hasNext(); ) {
      String file = files.next();
      Files.write(folder.resolve(file), packaged.read(file));
    }
    manifest.put("version", version);
    changes.accept(manifest);
    JSON.writeValue(folder.resolve("manifest.json").toFile(), manifest);
    return folder;
  }

  private void twoVersions() throws IOException {
    copy("0.1.0", manifest -> {});
    copy(
        "0.2.0",
        manifest ->
            manifest
                .putArray("headline")
                .addObject()
                .put("name", "V F1")
                .put("value", 95.25)
                .put("unit", "%")
                .put("dataSet", "MIT-BIH DS2")
                .put("protocol", "inter-patient"));
    Files.writeString(models.resolve("dfnet/CURRENT"), "0.1.0\n");
  }

  private CommandRun run(String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--models";
    all[arguments.length + 1] = models.toString();
    return CommandRun.of(all);
  }

  private JsonNode list() throws IOException {
    return JSON.readTree(run("models", "--format", "json").out());
  }

  @Test
  void thePackagedModelsAreListedInOrder() {
    CommandRun run = CommandRun.of("models");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("dfnet/", ", active", "every hash and golden vector agrees", "Parameters")
        .contains("Trained on", "MIT-BIH Arrhythmia Database");
  }

  @Test
  void theListNamesRolesAndHeadlineFigures() throws IOException {
    twoVersions();
    assertThat(run("models", "shadow", "dfnet/0.2.0").exitCode()).isZero();

    CommandRun text = run("models");
    JsonNode json = list();

    assertThat(text.out())
        .containsSubsequence("dfnet/0.2.0, shadow", "V F1", "95.3 %", "dfnet/0.1.0, active");
    assertThat(json).hasSize(2);
    assertThat(json.at("/0/role").asText()).isEqualTo("shadow");
    assertThat(json.at("/0/standing").asText()).isEqualTo("sound");
    assertThat(json.at("/0/headline/0/value").asDouble()).isEqualTo(95.25);
    assertThat(json.at("/0/weightsSha256").asText()).hasSize(64);
    assertThat(json.at("/1/role").asText()).isEqualTo("active");
    assertThat(run("models", "--format", "markdown").out())
        .contains("| dfnet/0.1.0 | active |", "| dfnet/0.2.0 | V F1 | 95.3 % | MIT-BIH DS2;");
  }

  @Test
  void aModelThatIsNotWhatItSaysMakesTheAnswerNo() throws IOException {
    twoVersions();
    Files.writeString(models.resolve("dfnet/0.2.0/card.md"), "better than it is");

    CommandRun verified = run("models", "verify");

    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.out())
        .contains("dfnet/0.1.0: every hash and golden vector agrees")
        .contains("dfnet/0.2.0: refused: ", "card.md has SHA-256");
    assertThat(run("models").exitCode()).isEqualTo(1);
    assertThat(run("models", "activate", "dfnet/0.2.0").exitCode()).isEqualTo(1);
    assertThat(list().at("/1/role").asText()).isEqualTo("active");
    assertThat(run("models", "show", "dfnet/0.2.0").exitCode()).isEqualTo(1);
  }

  @Test
  void anOlderPreparationIsListedAndNotMadeActive() throws IOException {
    twoVersions();
    copy(
        "0.0.9",
        manifest ->
            ((ObjectNode) manifest.get("preprocessing"))
                .put("version", "0")
                .put("sha256", "0".repeat(64)));

    CommandRun listed = run("models");
    CommandRun activated = run("models", "activate", "dfnet/0.0.9");

    assertThat(listed.exitCode()).isZero();
    assertThat(listed.out()).contains("not runnable with this build: preparation 0, this build");
    assertThat(activated.exitCode()).isEqualTo(1);
    assertThat(activated.err()).contains("not runnable with this build");
  }

  @Test
  void anotherVersionIsMadeActive() throws IOException {
    twoVersions();

    CommandRun run = run("models", "activate", "dfnet/0.2.0");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("dfnet/0.2.0 is active");
    assertThat(list().at("/0/role").asText()).isEqualTo("active");
  }

  @Test
  void theShadowIsEnded() throws IOException {
    twoVersions();
    run("models", "shadow", "dfnet/0.2.0");

    assertThat(run("models", "shadow", "--none", "dfnet").exitCode()).isZero();

    assertThat(list().at("/0/role").asText()).isEqualTo("available");
  }

  @Test
  void theCardIsShown() throws IOException {
    twoVersions();

    assertThat(run("models", "show", "dfnet/0.1.0").out())
        .isEqualTo(Files.readString(models.resolve("dfnet/0.1.0/card.md")));
  }

  @Test
  void whatNamesNoModelOrAsksForTheImpossibleIsWrongUsage() {
    assertThat(CommandRun.of("models", "show", "dfnet").err()).contains("ID/VERSION");
    assertThat(CommandRun.of("models", "show", "dfnet").exitCode()).isEqualTo(2);
    CommandRun packaged = CommandRun.of("models", "activate", "dfnet/0.1.0");
    assertThat(packaged.exitCode()).isEqualTo(2);
    assertThat(packaged.err()).contains("--models");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    CommandRun run = CommandRun.of("models", "--models", models.resolve("none").toString());

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("no folder of models");
  }
}
