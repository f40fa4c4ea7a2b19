package org.einthoven.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.einthoven.cli.command.ExitCode;
import org.einthoven.cli.command.Version;
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

/** Starts the server, sends it two ECGs and tells what it reports. */
@Command(
    name = "demo",
    description = {
      "Start the server with a PostgreSQL of its own, send it a sample ECG as HL7 aECG and another"
          + " as FHIR, print what it reports and where to look, and leave it running until Ctrl-C."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class DemoCommand implements Callable<Integer> {

  private static final String SWAGGER_UI = "/fhir/swagger-ui/";
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  @Option(names = "--once", description = "Stop the server after printing.")
  private boolean once;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "The port to listen on; where it is taken, any free one (default 8080).")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keep the data here. Without it they go into a temporary folder, removed at the end.")
  private @Nullable Path data;

  @Spec private CommandSpec spec;

  /** A command without settings. */
  public DemoCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path home = ServerSettings.launcherHome();
    int free = Ports.freePort(port);
    if (free != port) {
      tell("port " + port + " is taken, using " + free);
    }
    ScratchFolder scratch = ScratchFolder.create("einthoven-demo-");
    Path kept = data == null ? scratch.path().resolve("data") : data;
    ServerSettings settings =
        new ServerSettings(home, free, kept, scratch.path().resolve("server.log"), List.of());
    tell("starting the server with a PostgreSQL of its own (log: " + settings.log() + ")");
    try (ServerProcess server = ServerProcess.start(settings, scratch::remove)) {
      server.awaitReady(this::tell);
      show(server.base());
      if (once) {
        return ExitCode.DONE;
      }
      tell("the server runs until Ctrl-C");
      int code = server.await();
      tell("the server ended with exit code " + code);
      return ExitCode.FAULT;
    }
  }

  private void show(URI base) throws IOException, InterruptedException {
    EcgClient client = new EcgClient(base);
    PrintWriter out = spec.commandLine().getOut();
    for (Sample sample : Sample.values()) {
      EcgClient.Sent sent = client.send(sample.path(), sample.mediaType(), sample.content());
      String report = client.awaitReport(sent.source(), LOOK_EVERY);
      JsonNode stored = client.get("/fhir/" + report);
      out.printf(
          "%nSent %s (%s) to POST %s%s%n",
          sample.words(),
          sample.file(),
          sample.path(),
          sent.repeat() ? "; the server had it already" : "");
      out.printf("  ECG         %s/fhir/%s%n", base, sent.source());
      out.printf("  Report      %s/fhir/%s (%s)%n", base, report, stored.path("status").asText());
      stored
          .path("presentedForm")
          .forEach(
              form -> out.printf("  Page        %s/fhir/%s%n", base, form.path("url").asText()));
      out.println("  Conclusion");
      stored.path("conclusion").asText().lines().forEach(line -> out.println("    " + line));
    }
    out.printf("%nWhere to look%n");
    out.printf("  Reports     %s/fhir/DiagnosticReport?_include=DiagnosticReport:result%n", base);
    out.printf("  What it can %s/fhir/metadata%n", base);
    if (client.isThere(SWAGGER_UI)) {
      out.printf("  Swagger UI  %s%s%n", base, SWAGGER_UI);
    }
    out.printf("  Models      %s/models%n", base);
    out.printf("  Health      %s/q/health%n", base);
    out.printf("  Metrics     %s/q/metrics%n%n", base);
    out.flush();
  }

  private void tell(String news) {
    spec.commandLine().getErr().println("einthoven: " + news);
    spec.commandLine().getErr().flush();
  }
}
