package org.einthoven.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.einthoven.cli.command.ExitCode;
import org.einthoven.cli.command.ModelOption;
import org.einthoven.cli.command.Version;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.ModelFolder;
import org.einthoven.inference.ModelIdentity;
import org.einthoven.inference.ModelManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells which model reads the ECGs, after verifying it. */
@Command(
    name = "models",
    description = "Verify the model that is in use and tell what it is and what it was made from.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ModelsCommand implements Callable<Integer> {

  /** The forms of the answer. */
  enum Form {
    TEXT,
    JSON
  }

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private Form form;

  @Mixin private ModelOption models;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    ModelFolder folder = models.folder();
    try (DfnetModel model = models.load()) {
      if (form == Form.JSON) {
        ObjectMapper json = new ObjectMapper();
        ObjectNode node = json.createObjectNode();
        node.set("identity", json.valueToTree(model.identity()));
        node.set("manifest", json.valueToTree(model.manifest()));
        out.println(json.writerWithDefaultPrettyPrinter().writeValueAsString(List.of(node)));
      } else {
        describe(folder, model.identity(), model.manifest(), out);
      }
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static void describe(
      ModelFolder folder, ModelIdentity identity, ModelManifest manifest, PrintWriter out) {
    out.println(identity.name() + " in " + folder.location() + ": every hash and vector agrees");
    line(out, "Rebuilds", manifest.reconstructionOf());
    line(out, "Parameters", String.valueOf(manifest.parameters()));
    line(out, "Weights", "SHA-256 " + identity.weightsSha256());
    line(out, "Manifest", "SHA-256 " + identity.manifestSha256());
    line(
        out,
        "Preparation",
        "version "
            + identity.preprocessingVersion()
            + ", SHA-256 "
            + identity.preprocessingSha256());
    line(
        out,
        "Beat classes",
        manifest.beatClasses().stream()
            .map(ModelManifest.Label::label)
            .collect(Collectors.joining(" ")));
    line(
        out,
        "Infarction",
        "stated from %.3f, chosen on %s"
            .formatted(
                manifest.infarction().threshold(), manifest.infarction().thresholdChosenOn()));
    for (ModelManifest.DataSet data : manifest.training().data()) {
      line(
          out,
          "Trained on",
          "%s %s (%s), %s".formatted(data.name(), data.version(), data.licence(), data.part()));
    }
    line(out, "Figures", "in the card.md beside the model");
  }

  private static void line(PrintWriter out, String label, String text) {
    out.printf("  %-12s  %s%n", label, text);
  }
}
