package org.einthoven.cli.models;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.einthoven.cli.command.ExitCode;
import org.einthoven.inference.ModelRefusedException;
import org.einthoven.inference.registry.ModelRoles;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A change of roles in the folder that a command was given, and how it is told. */
final class RoleChange {

  private final CommandLine commandLine;
  private final ModelRoles roles;

  private RoleChange(CommandLine commandLine, ModelRoles roles) {
    this.commandLine = commandLine;
    this.roles = roles;
  }

  /** What is to be done. */
  @FunctionalInterface
  interface Change {
    void make(ModelRoles roles) throws IOException;
  }

  static RoleChange in(ModelsCommand models, CommandSpec spec) {
    Path folder =
        models
            .models()
            .directory()
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "the packaged models cannot be changed; name a folder with --models"));
    return new RoleChange(spec.commandLine(), new ModelRoles(folder));
  }

  int make(Change change, String done) throws IOException {
    try {
      change.make(roles);
    } catch (ModelRefusedException e) {
      PrintWriter error = commandLine.getErr();
      error.println(e.getMessage());
      error.flush();
      return ExitCode.REFUSED;
    }
    PrintWriter out = commandLine.getOut();
    out.println(done);
    out.flush();
    return ExitCode.DONE;
  }
}
