package org.einthoven.cli.models;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.einthoven.cli.command.ExitCode;
import org.einthoven.cli.command.Version;
import org.einthoven.inference.ModelName;
import org.einthoven.inference.registry.Standing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints the card of one version. */
@Command(
    name = "show",
    description = "Print the card of a version: intended use, every figure, limits, data.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ShowCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "ID/VERSION",
      converter = NameConverter.class,
      description = "Such as dfnet/0.1.0.")
  private ModelName name;

  @ParentCommand private ModelsCommand parent;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter error = spec.commandLine().getErr();
    Standing standing = parent.registry().entry(name).standing();
    if (standing instanceof Standing.Refused) {
      error.println(name + ": " + EntryWording.standing(standing));
      error.flush();
      return ExitCode.REFUSED;
    }
    try {
      byte[] card = parent.models().library().version(name).read("card.md");
      PrintWriter out = spec.commandLine().getOut();
      out.print(new String(card, StandardCharsets.UTF_8));
      out.flush();
      return ExitCode.DONE;
    } catch (NoSuchFileException e) {
      error.println(name + " has no card");
      error.flush();
      return ExitCode.REFUSED;
    }
  }
}
