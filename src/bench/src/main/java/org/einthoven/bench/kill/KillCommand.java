package org.einthoven.bench.kill;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.einthoven.cli.command.ExitCode;
import org.einthoven.cli.server.Ports;
import org.einthoven.cli.server.ScratchFolder;
import org.einthoven.cli.server.ServerSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows that nothing that was acknowledged is lost, whatever is killed. */
@Command(
    name = "kill",
    description = {
      "Kill a server and its PostgreSQL (SIGKILL) at random moments while ECGs are sent, and hold"
          + " what the senders noted against what is stored.",
      "",
      "A server is started on an embedded PostgreSQL in a temporary folder, with fsync on. Exit code 1"
          + " where an acknowledged ECG is lost or there twice, has not exactly one report or a"
          + " reason, a report was told to nobody, or the transparency log does not verify; the"
          + " folder then stays."
    },
    mixinStandardHelpOptions = true)
public final class KillCommand implements Callable<Integer> {

  @Option(
      names = "--server-kills",
      defaultValue = "200",
      description = "How often the server is killed (default ${DEFAULT-VALUE}).")
  private int serverKills;

  @Option(
      names = "--database-kills",
      defaultValue = "50",
      description = "How often PostgreSQL is killed (default ${DEFAULT-VALUE}).")
  private int databaseKills;

  @Option(
      names = "--carts",
      defaultValue = "2",
      description = "How many send at a time (default ${DEFAULT-VALUE}).")
  private int carts;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of the ECGs and of the moments (default ${DEFAULT-VALUE}).")
  private long seed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ScratchFolder scratch = ScratchFolder.create("einthoven-kill-");
    ServerSettings settings =
        new ServerSettings(
            ServerSettings.launcherHome(),
            Ports.freePort(0),
            scratch.path().resolve("data"),
            scratch.path().resolve("server.log"),
            List.of(
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dquarkus.log.level=WARN",
                "-Deinthoven.delivery.allow-private=true"));
    KillRun.Result result =
        new KillRun(
                settings,
                new KillRun.Plan(serverKills, databaseKills, carts, seed),
                words -> spec.commandLine().getErr().println("einthoven: " + words))
            .run();
    ObjectNode node = new ObjectMapper().valueToTree(result);
    spec.commandLine().getOut().println(node.toPrettyString());
    spec.commandLine().getOut().flush();
    if (result.findings().isEmpty() && result.acknowledged() > 0) {
      scratch.remove();
      return ExitCode.DONE;
    }
    spec.commandLine().getErr().println("einthoven: what was stored is in " + scratch.path());
    return ExitCode.REFUSED;
  }
}
