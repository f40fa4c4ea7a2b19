package org.einthoven.cli;

import java.util.concurrent.Callable;
import org.einthoven.cli.command.ExitCode;
import org.einthoven.cli.command.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the version. */
@Command(
    name = "version",
    description = "Print the version.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class VersionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    for (String line : new Version().getVersion()) {
      spec.commandLine().getOut().println(line);
    }
    return ExitCode.DONE;
  }
}
