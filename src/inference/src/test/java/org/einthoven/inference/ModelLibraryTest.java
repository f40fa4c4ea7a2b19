package org.einthoven.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLibraryTest {

  @TempDir private Path models;

  private static ModelName dfnet(String version) {
    return new ModelName("dfnet", version);
  }

  @Test
  void thePackagedModelsAreListedWithTheActiveOneAmongThem() {
    ModelLibrary packaged = ModelLibrary.packaged();

    assertThat(packaged.names()).contains(packaged.active("dfnet").orElseThrow());
  }

  @Test
  void modelsInAJarAreListedToo() throws IOException {
    Path jar = models.resolve("with space.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String name : new String[] {"other/x", "models/README.md", "models/a/1/manifest.json"}) {
        out.putNextEntry(new ZipEntry(name));
      }
    }
    URL known = URI.create("jar:" + jar.toUri() + "!/models/README.md").toURL();

    assertThat(PackagedListing.beside(known)).containsExactly("README.md", "a/1/manifest.json");
  }

  @Test
  void versionsStandByIdTheNewestFirst() throws IOException {
    for (String version : new String[] {"0.9.0", "0.10.0", "0.10.0-rc1", "0.2.0"}) {
      CopiedModels.copy(models, version);
    }
    Path other = Files.createDirectories(models.resolve("another").resolve("1.0.0"));
    Files.writeString(other.resolve("manifest.json"), "{}");
    Files.createDirectories(models.resolve("dfnet").resolve("unfinished"));
    Files.writeString(models.resolve("README.md"), "no model");

    assertThat(ModelLibrary.at(models).names())
        .containsExactly(
            new ModelName("another", "1.0.0"),
            dfnet("0.10.0"),
            dfnet("0.10.0-rc1"),
            dfnet("0.9.0"),
            dfnet("0.2.0"));
  }

  @Test
  void shadowsAreNamedOneALineAndNeverTheActiveVersion() throws IOException {
    CopiedModels.copy(models, "0.1.0");
    CopiedModels.name(models, "CURRENT", "0.1.0");
    CopiedModels.name(models, "SHADOW", "0.2.0", "", " 0.1.0 ", "0.3.0", "0.2.0");

    assertThat(ModelLibrary.at(models).shadows("dfnet"))
        .containsExactly(dfnet("0.2.0"), dfnet("0.3.0"));
  }

  @Test
  void withoutAFileNothingIsActiveAndNothingInShadow() {
    assertThat(ModelLibrary.at(models).active("dfnet")).isEmpty();
    assertThat(ModelLibrary.at(models).shadows("dfnet")).isEmpty();
  }

  @Test
  void aVersionThatLeadsOutOfTheLibraryIsRefused() throws IOException {
    CopiedModels.copy(models, "0.1.0");
    CopiedModels.name(models, "CURRENT", "../../secret");

    assertThatThrownBy(() -> ModelLibrary.at(models).current("dfnet"))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("CURRENT")
        .hasMessageContaining("something else than a version");
    assertThatThrownBy(() -> ModelName.parse("dfnet/..")).hasMessageContaining("ID/VERSION");
    assertThatThrownBy(() -> ModelName.parse("dfnet")).hasMessageContaining("ID/VERSION");
  }

  @Test
  void severalActiveVersionsAreRefused() throws IOException {
    CopiedModels.copy(models, "0.1.0");
    CopiedModels.name(models, "CURRENT", "0.1.0", "0.2.0");

    assertThatThrownBy(() -> ModelLibrary.at(models).current("dfnet"))
        .hasMessageContaining("several versions");
  }

  @Test
  void aFolderThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> ModelLibrary.at(models.resolve("none")).names())
        .isInstanceOf(ModelRefusedException.class);
  }
}
