package org.einthoven.cli.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.einthoven.cli.command.ExitCode;
import org.einthoven.cli.command.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Has a checkpoint signed now. */
@Command(
    name = "checkpoint",
    description =
        "Have the server sign what its log is now, and print it. Keep it somewhere else: it is what"
            + " the log is verified against.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class CheckpointCommand implements Callable<Integer> {

  @Mixin private ServerOption server;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (InputStream note = server.client().send("POST", "checkpoint")) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(new String(note.readAllBytes(), StandardCharsets.UTF_8));
      out.flush();
    }
    return ExitCode.DONE;
  }
}
