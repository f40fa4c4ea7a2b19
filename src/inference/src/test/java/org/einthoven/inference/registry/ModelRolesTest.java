package org.einthoven.inference.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.einthoven.inference.CopiedModels;
import org.einthoven.inference.ModelLibrary;
import org.einthoven.inference.ModelName;
import org.einthoven.inference.ModelRefusedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRolesTest {

  private static final ModelName FIRST = new ModelName("dfnet", "0.1.0");
  private static final ModelName SECOND = new ModelName("dfnet", "0.2.0");

  @TempDir private Path models;

  @BeforeEach
  void twoVersions() throws IOException {
    CopiedModels.copy(models, "0.1.0");
    CopiedModels.copy(models, "0.2.0");
    CopiedModels.name(models, "CURRENT", "0.1.0");
  }

  private ModelLibrary library() {
    return ModelLibrary.at(models);
  }

  @Test
  void aVersionInShadowThatIsMadeActiveLeavesTheShadow() throws IOException {
    ModelRoles roles = new ModelRoles(models);
    roles.shadow("dfnet", List.of(SECOND));
    assertThat(library().shadows("dfnet")).containsExactly(SECOND);

    roles.activate(SECOND);

    assertThat(library().active("dfnet")).contains(SECOND);
    assertThat(library().shadows("dfnet")).isEmpty();
    roles.shadow("dfnet", List.of(FIRST));
    assertThat(library().shadows("dfnet")).containsExactly(FIRST);
    roles.shadow("dfnet", List.of());
    assertThat(library().shadows("dfnet")).isEmpty();
  }

  @Test
  void nothingIsLeftBesideTheFiles() throws IOException {
    new ModelRoles(models).activate(SECOND);

    try (Stream<Path> files = Files.list(models.resolve("dfnet"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("0.1.0", "0.2.0", "CURRENT");
    }
  }

  @Test
  void whatDoesNotVerifyGetsNoRole() throws IOException {
    Files.writeString(models.resolve("dfnet/0.2.0/card.md"), "better than it is");
    ModelRoles roles = new ModelRoles(models);

    assertThatThrownBy(() -> roles.activate(SECOND))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("card.md");
    assertThatThrownBy(() -> roles.shadow("dfnet", List.of(SECOND)))
        .isInstanceOf(ModelRefusedException.class);
    assertThat(library().active("dfnet")).contains(FIRST);
    assertThat(library().shadows("dfnet")).isEmpty();
  }

  @Test
  void whatThisBuildCannotRunGetsNoRole() throws IOException {
    CopiedModels.copy(
        models,
        "0.0.9",
        manifest -> ((ObjectNode) manifest.get("preprocessing")).put("sha256", "0".repeat(64)));

    assertThatThrownBy(() -> new ModelRoles(models).activate(new ModelName("dfnet", "0.0.9")))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("not runnable with this build: preparation");
  }

  @Test
  void theActiveVersionCannotBeItsOwnShadow() {
    assertThatThrownBy(() -> new ModelRoles(models).shadow("dfnet", List.of(FIRST)))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("active");
  }
}
