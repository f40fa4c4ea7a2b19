package org.einthoven.cli.models;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.einthoven.cli.command.Version;
import org.einthoven.inference.ModelName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes a version the active one. */
@Command(
    name = "activate",
    description = {
      "Verify a version and make it the active one of the folder given by --models; one in shadow"
          + " leaves the shadow.",
      "A running server goes on with the models that it started with."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ActivateCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "ID/VERSION",
      converter = NameConverter.class,
      description = "Such as dfnet/0.1.0.")
  private ModelName name;

  @ParentCommand private ModelsCommand parent;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    return RoleChange.in(parent, spec)
        .make(roles -> roles.activate(name), name + " is active; restart servers that use it");
  }
}
