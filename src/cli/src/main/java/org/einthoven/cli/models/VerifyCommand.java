package org.einthoven.cli.models;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.einthoven.cli.command.ExitCode;
import org.einthoven.cli.command.Version;
import org.einthoven.inference.registry.ModelEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Says of each version whether it is what its manifest says. */
@Command(
    name = "verify",
    description = "Verify every version, one line each. The exit code is 1 where one is refused.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class VerifyCommand implements Callable<Integer> {

  @ParentCommand private ModelsCommand parent;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<ModelEntry> entries = parent.registry().entries();
    PrintWriter out = spec.commandLine().getOut();
    for (ModelEntry entry : entries) {
      out.println(entry.name() + ": " + EntryWording.standing(entry.standing()));
    }
    out.flush();
    return entries.stream().anyMatch(ModelEntry::isWrong) ? ExitCode.REFUSED : ExitCode.DONE;
  }
}
