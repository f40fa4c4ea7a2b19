package org.einthoven.cli.audit;

import org.einthoven.cli.command.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What there is to do with the transparency log. */
@Command(
    name = "audit",
    description = {
      "The transparency log of a server: take it out, verify it without the server, have the database"
          + " checked against it.",
      "",
      "Keep checkpoints and the public key where nobody who may change the database can change them:"
          + " what a log can prove it proves against these. docs/audit-log.md says more."
    },
    footer = {
      "",
      "Exit code: 0 all is as it was signed; 1 something is not; 2 wrong usage; 3 a fault."
    },
    subcommands = {
      ExportCommand.class,
      VerifyCommand.class,
      CheckpointCommand.class,
      CheckCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class AuditCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** A command that is yet to be given its options. */
  public AuditCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what: export, verify, checkpoint or check");
  }
}
