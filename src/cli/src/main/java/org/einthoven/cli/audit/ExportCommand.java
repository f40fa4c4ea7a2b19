package org.einthoven.cli.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.einthoven.cli.command.ExitCode;
import org.einthoven.cli.command.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes the log out of a server. */
@Command(
    name = "export",
    description = "Write the log of a server to a file, one line of JSON for each leaf.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ExportCommand implements Callable<Integer> {

  @Option(names = "--to", paramLabel = "FILE", required = true, description = "Where to.")
  private Path file;

  @Option(
      names = "--openings",
      description =
          "With what the leaves vouch for, in plain text: who did it, which resources, which"
              + " patients. The file has personal data then.")
  private boolean openings;

  @Mixin private ServerOption server;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try (InputStream log =
        server.client().send("GET", openings ? "export?openings=true" : "export")) {
      Files.copy(log, unfinished, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    return ExitCode.DONE;
  }
}
