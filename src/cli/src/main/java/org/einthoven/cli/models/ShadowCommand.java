package org.einthoven.cli.models;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.einthoven.cli.command.Version;
import org.einthoven.inference.ModelName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Puts versions in shadow. */
@Command(
    name = "shadow",
    description = {
      "Verify versions of a model and put them in shadow in the folder given by --models, instead of"
          + " those that are.",
      "A running server goes on with the models that it started with."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ShadowCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "ID/VERSION",
      arity = "0..*",
      converter = NameConverter.class,
      description = "Versions of one model, such as dfnet/0.1.0.")
  private List<ModelName> names = List.of();

  @Option(
      names = "--none",
      paramLabel = "ID",
      description = "Take all versions of a model out of the shadow.")
  private @Nullable String none;

  @ParentCommand private ModelsCommand parent;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (names.isEmpty() == (none == null)) {
      throw new ParameterException(
          spec.commandLine(), "name either versions, such as dfnet/0.1.0, or --none ID");
    }
    String id = none == null ? names.get(0).id() : none;
    if (names.stream().anyMatch(name -> !name.id().equals(id))) {
      throw new ParameterException(spec.commandLine(), "name versions of one model at a time");
    }
    String done =
        names.isEmpty()
            ? "no version of " + id + " is in shadow"
            : names.stream().map(ModelName::toString).collect(Collectors.joining(", "))
                + " in shadow; restart servers that use it";
    return RoleChange.in(parent, spec).make(roles -> roles.shadow(id, names), done);
  }
}
