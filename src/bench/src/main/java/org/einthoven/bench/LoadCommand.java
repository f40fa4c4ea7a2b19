package org.einthoven.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.einthoven.cli.command.ExitCode;
import org.einthoven.cli.server.EcgClient;
import org.einthoven.cli.server.Ports;
import org.einthoven.cli.server.ScratchFolder;
import org.einthoven.cli.server.ServerProcess;
import org.einthoven.cli.server.ServerSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a server until the reports are stored. */
@Command(
    name = "load",
    description = {
      "Send FHIR Observations of 12 leads, 10 s at 500 Hz, each different, to a server and measure"
          + " until each report is stored.",
      "",
      "Without --url a server is started on an embedded PostgreSQL in a temporary folder, with fsync"
          + " on. A sender sends its next ECG when it has seen the report of its last. Synthesis and"
          + " senders share the machine with a server started here."
    },
    mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {

  @Option(
      names = "--seconds",
      defaultValue = "30",
      description = "How long to measure (default ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "15",
      description = "Seconds before that count for nothing (default ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--concurrency",
      defaultValue = "4",
      description = "How many senders (default ${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description =
          "Of the first ECG. A server that has seen an ECG answers with the old report, so choose"
              + " another for a second run on the same store (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--url", paramLabel = "BASE", description = "A running server instead.")
  private @Nullable URI url;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    if (url != null) {
      LoadDriver driver = new LoadDriver(new EcgClient(url), seed);
      driver.run(concurrency, warmUp);
      return print(driver.run(concurrency, seconds), null);
    }
    ScratchFolder scratch = ScratchFolder.create("einthoven-load-");
    ServerSettings settings =
        new ServerSettings(
            ServerSettings.launcherHome(),
            Ports.freePort(0),
            scratch.path().resolve("data"),
            scratch.path().resolve("server.log"),
            List.of("-Dquarkus.log.level=WARN"));
    try (ServerProcess server = ServerProcess.start(settings, scratch::remove)) {
      server.awaitReady(news -> spec.commandLine().getErr().println("einthoven: " + news));
      LoadDriver driver = new LoadDriver(new EcgClient(server.base()), seed);
      driver.run(concurrency, warmUp);
      CpuTime before = CpuTime.of(server);
      LoadDriver.Result result = driver.run(concurrency, seconds);
      return print(result, CpuTime.of(server).since(before));
    }
  }

  private int print(LoadDriver.Result result, @Nullable CpuTime cpu) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    int reports = result.latencies().length;
    node.put("reports", reports);
    node.put("reportsPerSecond", rounded(reports / result.seconds()));
    node.put("p50Ms", rounded(result.percentile(0.50)));
    node.put("p99Ms", rounded(result.percentile(0.99)));
    if (cpu == null || reports == 0) {
      node.putNull("cpuMsPerEcg");
      node.putNull("databaseCpuMsPerEcg");
    } else {
      node.put("cpuMsPerEcg", rounded(cpu.server().toMillis() / (double) reports));
      node.put("databaseCpuMsPerEcg", rounded(cpu.database().toMillis() / (double) reports));
    }
    node.put("errors", result.errors());
    spec.commandLine().getOut().println(node.toPrettyString());
    spec.commandLine().getOut().flush();
    return result.errors() == 0 && reports > 0 ? ExitCode.DONE : ExitCode.REFUSED;
  }

  private static double rounded(double value) {
    return Math.rint(value * 100) / 100;
  }
}
