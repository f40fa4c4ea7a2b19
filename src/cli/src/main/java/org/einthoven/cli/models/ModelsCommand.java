package org.einthoven.cli.models;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.einthoven.cli.command.ExitCode;
import org.einthoven.cli.command.ModelOption;
import org.einthoven.cli.command.Version;
import org.einthoven.inference.registry.ModelEntry;
import org.einthoven.inference.registry.ModelRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists every version of every model, verified. */
@Command(
    name = "models",
    description = {
      "List every version of every model: its role (active, shadow or available), whether it can be"
          + " run, what it was trained on and its headline figures.",
      "",
      "The active version makes the reports. A server scores ECGs with those in shadow too, stores"
          + " the scores and does not report them."
    },
    footer = {
      "",
      "Exit code: 0 all that are listed are in order; 1 one is not what its manifest says, or is in"
          + " use and cannot be run; 2 wrong usage; 3 a fault."
    },
    subcommands = {
      VerifyCommand.class,
      ShowCommand.class,
      ActivateCommand.class,
      ShadowCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class ModelsCommand implements Callable<Integer> {

  /** The forms of the list. */
  enum Form {
    TEXT,
    JSON,
    MARKDOWN
  }

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private Form form;

  @Mixin private ModelOption models;

  @Spec private CommandSpec spec;

  /** A command that is yet to be given its options. */
  public ModelsCommand() {}

  ModelOption models() {
    return models;
  }

  ModelRegistry registry() {
    return new ModelRegistry(models.library());
  }

  @Override
  public Integer call() {
    List<ModelEntry> entries = registry().entries();
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        switch (form) {
          case TEXT -> TextListing.of(entries);
          case JSON -> JsonListing.of(entries);
          case MARKDOWN -> MarkdownListing.of(entries);
        });
    out.flush();
    return entries.stream().anyMatch(ModelEntry::isWrong) ? ExitCode.REFUSED : ExitCode.DONE;
  }
}
