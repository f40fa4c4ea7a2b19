package org.einthoven.server.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.einthoven.inference.ModelLibrary;
import org.einthoven.inference.ModelName;
import org.einthoven.inference.ModelRefusedException;
import org.einthoven.server.WithShadow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsTest {

  @TempDir private Path models;

  @BeforeEach
  void activeModel() throws IOException {
    WithShadow.copy(models, "1.0.0", manifest -> {});
    Files.writeString(models.resolve("dfnet/CURRENT"), "1.0.0");
  }

  @Test
  void aShadowThatIsNotWhatItSaysStopsTheStartByNameAndWithARemedy() throws IOException {
    WithShadow.copy(models, "1.1.0", manifest -> {});
    Files.writeString(models.resolve("dfnet/1.1.0/card.md"), "better than it is");

    assertThatThrownBy(
            () -> Models.shadow(ModelLibrary.at(models), new ModelName("dfnet", "1.1.0")).close())
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("dfnet/1.1.0 cannot run in shadow")
        .hasMessageContaining("card.md")
        .hasMessageContaining("take it out of the file SHADOW");
  }

  @Test
  void aShadowOfAnotherPreparationStopsTheStart() throws IOException {
    WithShadow.copy(
        models,
        "0.9.0",
        manifest -> ((ObjectNode) manifest.get("preprocessing")).put("version", "0"));

    assertThatThrownBy(
            () -> Models.shadow(ModelLibrary.at(models), new ModelName("dfnet", "0.9.0")).close())
        .hasMessageContaining("signal preparation 0")
        .hasMessageContaining("einthoven.models.shadow");
  }

  @Test
  void fileAndSettingAreTakenTogetherWithoutTheActiveVersion() throws IOException {
    Files.writeString(models.resolve("dfnet/SHADOW"), "1.1.0\n1.0.0\n");

    assertThat(
            Models.inShadow(
                ModelLibrary.at(models), List.of("dfnet/1.2.0", " dfnet/1.1.0", "dfnet/1.0.0")))
        .containsExactly(new ModelName("dfnet", "1.1.0"), new ModelName("dfnet", "1.2.0"));
  }

  @Test
  void aSettingThatNamesNoVersionIsRefusedByItsName() {
    ModelLibrary library = ModelLibrary.at(models);

    assertThatThrownBy(() -> Models.inShadow(library, List.of("1.1.0")))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("einthoven.models.shadow")
        .hasMessageContaining("ID/VERSION");
    assertThatThrownBy(() -> Models.inShadow(library, List.of("ecg-diffusion/1.0.0")))
        .hasMessageContaining("makes no reports");
  }
}
