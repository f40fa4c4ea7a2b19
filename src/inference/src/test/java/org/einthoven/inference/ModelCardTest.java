package org.einthoven.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCardTest {

  private static ModelCard of(ModelFolder folder) {
    VerifiedModel model = VerifiedModel.verify(folder);
    return ModelCard.of(model.manifest(), model.identity(), model.written());
  }

  @Test
  void it_holds_the_measured_figures_the_written_card_and_the_hashes_of_the_model()
      throws IOException {
    ModelFolder folder = ModelLibrary.packaged().current(DfnetModel.ID);
    VerifiedModel model = VerifiedModel.verify(folder);
    String markdown = of(folder).markdown();

    assertThat(markdown).startsWith("---\n");
    assertThat(markdown)
        .contains(new String(folder.read(ModelCard.FILE), StandardCharsets.UTF_8).strip())
        .contains(model.identity().weightsSha256())
        .contains(model.identity().manifestSha256())
        .contains(model.identity().preprocessingSha256());
    String head = markdown.substring(0, markdown.indexOf("\n---\n"));
    assertThat(model.manifest().headline())
        .isNotEmpty()
        .allSatisfy(
            figure ->
                assertThat(head)
                    .contains("- type: \"" + figure.name() + "\"")
                    .contains(
                        String.format(
                            Locale.ROOT,
                            figure.unit().equals("%") ? "value: %.2f" : "value: %.3f",
                            figure.value())));
  }

  @Test
  void it_states_no_figure_that_was_not_measured(@TempDir Path models) throws IOException {
    Path folder =
        CopiedModels.copy(
            models,
            "9.0.0",
            manifest -> {
              manifest.putArray("headline");
              ((ObjectNode) manifest.get("files")).remove(ModelCard.FILE);
            });

    String markdown = of(ModelFolder.at(folder)).markdown();

    assertThat(markdown)
        .contains("No card was written for this model.")
        .doesNotContain("model-index", "value:", "%");
  }
}
