package org.einthoven.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.einthoven.cli.command.ExitCode;
import org.einthoven.cli.server.Ports;
import org.einthoven.cli.server.ScratchFolder;
import org.einthoven.cli.server.ServerProcess;
import org.einthoven.cli.server.ServerSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures reads, searches and creates of any FHIR R4 server. */
@Command(
    name = "fhir",
    description = {
      "Measure reads, searches and creates of a FHIR R4 server while it holds so many resources; a"
          + " line of JSON each.",
      "",
      "Without --url a server is started on an embedded PostgreSQL in a temporary folder, with fsync"
          + " on and without analysis, so that an ECG is stored and not read. The senders share the"
          + " machine with it."
    },
    mixinStandardHelpOptions = true)
final class FhirCommand implements Callable<Integer> {

  private static final long FIRST_CREATED = 1_000_000_000L;
  private static final int WARM_UP_SENDERS = 4;

  @Option(
      names = "--resources",
      defaultValue = "1000",
      description = "Small Observations stored before (default ${DEFAULT-VALUE}).")
  private int resources;

  @Option(
      names = "--waveforms",
      defaultValue = "100",
      description = "ECGs stored before (default ${DEFAULT-VALUE}).")
  private int waveforms;

  @Option(
      names = "--copies",
      defaultValue = "0",
      description = {
        "Copies of each of these made within the database, to search among (default",
        "${DEFAULT-VALUE}); only of the server that is started here."
      })
  private int copies;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description =
          "How long each is measured, after half of it to warm up (default ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "0",
      description =
          "Seconds of all kinds of request in turn before the first is measured (default"
              + " ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--concurrency",
      split = ",",
      defaultValue = "1,4,8",
      description = "How many senders (default ${DEFAULT-VALUE}).")
  private List<Integer> concurrency = List.of();

  @Option(names = "--only", split = ",", description = "Only these of: ${COMPLETION-CANDIDATES}.")
  private List<FhirWork> only = List.of();

  @Option(
      names = "--url",
      paramLabel = "BASE",
      description = "The FHIR base address of a running server instead.")
  private @Nullable URI url;

  @Spec private CommandSpec spec;

  /** What the senders of a run saw. */
  private record Run(LoadDriver.Result result, @Nullable CpuTime cpu) {}

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    if (url != null) {
      if (copies > 0) {
        throw new ParameterException(
            spec.commandLine(), "--copies is for the server that is started here, without --url");
      }
      return measure(url, null);
    }
    ScratchFolder scratch = ScratchFolder.create("einthoven-fhir-");
    ServerSettings settings =
        new ServerSettings(
            ServerSettings.launcherHome(),
            Ports.freePort(0),
            scratch.path().resolve("data"),
            scratch.path().resolve("server.log"),
            List.of("-Dquarkus.log.level=WARN", "-Deinthoven.analysis.worker=false"));
    try (ServerProcess server = ServerProcess.start(settings, scratch::remove)) {
      server.awaitReady(this::say);
      return measure(URI.create(server.base() + "/fhir"), server);
    }
  }

  private void say(String news) {
    spec.commandLine().getErr().println("einthoven: " + news);
  }

  private int measure(URI base, @Nullable ServerProcess server)
      throws IOException, InterruptedException, ExecutionException {
    FhirClient client = new FhirClient(base);
    FhirMaterial material =
        new FhirMaterial(client, Long.toString(System.nanoTime(), Character.MAX_RADIX));
    long started = System.nanoTime();
    material.load(resources, this::say);
    if (server != null && copies > 0) {
      StoreCopies.make(server.settings().data(), copies);
    }
    material.loadEcgs(waveforms, this::say);
    say("loaded in " + (System.nanoTime() - started) / 1_000_000_000L + " s");
    AtomicLong next = new AtomicLong(FIRST_CREATED);
    boolean failed = false;
    List<FhirWork> works =
        (only.isEmpty() ? List.of(FhirWork.values()) : only)
            .stream().filter(work -> !work.needsEcgs() || !material.ecgs().isEmpty()).toList();
    for (FhirWork work : works) {
      run(work, client, material, next, WARM_UP_SENDERS, (double) warmUp / works.size(), null);
    }
    for (FhirWork work : works) {
      for (int senders : concurrency) {
        run(work, client, material, next, senders, seconds / 2.0, null);
        Run run = run(work, client, material, next, senders, seconds, server);
        print(work, senders, run);
        failed |= run.result().errors() > 0;
      }
    }
    return failed ? ExitCode.REFUSED : ExitCode.DONE;
  }

  private static Run run(
      FhirWork work,
      FhirClient client,
      FhirMaterial material,
      AtomicLong next,
      int senders,
      double seconds,
      @Nullable ServerProcess server)
      throws IOException, InterruptedException, ExecutionException {
    CpuTime before = server == null ? null : CpuTime.of(server);
    long started = System.nanoTime();
    long end = started + (long) (seconds * 1e9);
    ExecutorService pool = Executors.newFixedThreadPool(senders);
    try {
      List<Future<List<Double>>> running = new ArrayList<>();
      for (int i = 0; i < senders; i++) {
        Random random = new Random(i);
        running.add(pool.submit(() -> sendUntil(end, work, client, material, random, next)));
      }
      List<Double> latencies = new ArrayList<>();
      for (Future<List<Double>> sender : running) {
        latencies.addAll(sender.get());
      }
      double[] sorted = latencies.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      int errors = (int) Arrays.stream(sorted).filter(Double::isNaN).count();
      LoadDriver.Result result =
          new LoadDriver.Result(
              (System.nanoTime() - started) / 1e9,
              Arrays.copyOf(sorted, sorted.length - errors),
              errors);
      return new Run(
          result, server == null || before == null ? null : CpuTime.of(server).since(before));
    } finally {
      pool.shutdownNow();
    }
  }

  /** The latencies in milliseconds; NaN stands for a request that was refused. */
  private static List<Double> sendUntil(
      long end,
      FhirWork work,
      FhirClient client,
      FhirMaterial material,
      Random random,
      AtomicLong next)
      throws InterruptedException {
    List<Double> latencies = new ArrayList<>();
    while (System.nanoTime() < end) {
      long sent = System.nanoTime();
      try {
        work.send(client, material, random, next);
        latencies.add((System.nanoTime() - sent) / 1e6);
      } catch (IOException e) {
        latencies.add(Double.NaN);
      }
    }
    return latencies;
  }

  private void print(FhirWork work, int senders, Run run) {
    LoadDriver.Result result = run.result();
    int count = result.latencies().length;
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("work", work.code());
    node.put("resources", (1L + copies) * resources);
    node.put("concurrency", senders);
    node.put("perSecond", rounded(count / result.seconds()));
    node.put("p50Ms", rounded(result.percentile(0.50)));
    node.put("p99Ms", rounded(result.percentile(0.99)));
    if (run.cpu() != null && count > 0) {
      node.put("cpuMs", rounded(run.cpu().server().toNanos() / 1e6 / count));
      node.put("databaseCpuMs", rounded(run.cpu().database().toNanos() / 1e6 / count));
    }
    node.put("errors", result.errors());
    spec.commandLine().getOut().println(node);
    spec.commandLine().getOut().flush();
  }

  private static double rounded(double value) {
    return Math.rint(value * 100) / 100;
  }
}
