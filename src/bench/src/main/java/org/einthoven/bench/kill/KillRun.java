package org.einthoven.bench.kill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.einthoven.cli.server.EcgClient;
import org.einthoven.cli.server.ServerProcess;
import org.einthoven.cli.server.ServerSettings;

/** Kills a server at random moments while carts send to it, and reckons at the end. */
final class KillRun {

  /** Of the moments to kill at, those in a start. */
  private static final double IN_A_START = 0.3;

  private static final int LONGEST_UP_MS = 5_000;
  private static final int LONGEST_START_MS = 6_000;
  private static final Duration TO_COME_BACK = Duration.ofSeconds(20);
  private static final int DEPTH = 4;

  private final ServerSettings settings;
  private final Plan plan;
  private final Random random;
  private final Consumer<String> news;
  private int serverKills;
  private int databaseKills;
  private int killsInAStart;
  private int cameBackAlone;

  /**
   * What to do.
   *
   * @param serverKills how often the server is killed
   * @param databaseKills how often PostgreSQL is, all of its processes
   * @param carts how many send at a time
   * @param seed of the ECGs and the moments
   */
  record Plan(int serverKills, int databaseKills, int carts, long seed) {}

  /**
   * What came of it.
   *
   * @param killsInAStart of the kills of the server, those before it was ready
   * @param cameBackAlone of the kills of PostgreSQL, those after which the server was ready again
   *     without having been started anew
   * @param attempts how often an ECG was sent
   */
  record Result(
      int serverKills,
      int killsInAStart,
      int databaseKills,
      int cameBackAlone,
      long attempts,
      int acknowledged,
      int reports,
      int failed,
      double seconds,
      List<String> findings) {}

  KillRun(ServerSettings settings, Plan plan, Consumer<String> news) {
    this.settings = settings;
    this.plan = plan;
    this.random = new Random(plan.seed());
    this.news = news;
  }

  Result run() throws IOException, InterruptedException {
    long started = System.nanoTime();
    try (Ward ward = Ward.open()) {
      ServerProcess server = start();
      server.awaitReady(news);
      subscribe(server.base(), ward.endpoint());
      Cart cart = new Cart(server.base(), "run" + plan.seed(), plan.seed() * 1_000_000);
      List<Thread> senders = new ArrayList<>();
      for (int i = 0; i < plan.carts(); i++) {
        Thread sender = new Thread(cart, "cart-" + i);
        sender.setDaemon(true);
        senders.add(sender);
        sender.start();
      }
      try {
        while (serverKills < plan.serverKills() || databaseKills < plan.databaseKills()) {
          server = killAndStart(server, cart);
        }
        server.awaitReady(news);
        cart.stop();
        for (Thread sender : senders) {
          sender.join();
        }
        news.accept("all is sent; what is stored is looked at");
        Reckoning reckoning = new Reckoning(new EcgClient(server.base()), ward);
        reckoning.run(cart.acknowledged());
        List<String> findings = new ArrayList<>(reckoning.findings());
        cart.refused().forEach(refusal -> findings.add("refused: " + refusal));
        if (ward.withoutId() > 0) {
          findings.add(ward.withoutId() + " notifications had no id");
        }
        return new Result(
            serverKills,
            killsInAStart,
            databaseKills,
            cameBackAlone,
            cart.attempts(),
            cart.acknowledged().size(),
            reckoning.reports(),
            reckoning.failed(),
            (System.nanoTime() - started) / 1e9,
            findings);
      } finally {
        cart.stop();
        server.close();
      }
    }
  }

  private ServerProcess start() throws IOException {
    return ServerProcess.start(settings, () -> {});
  }

  private ServerProcess killAndStart(ServerProcess server, Cart cart)
      throws IOException, InterruptedException {
    int left = plan.serverKills() - serverKills + plan.databaseKills() - databaseKills;
    boolean database = random.nextInt(left) < plan.databaseKills() - databaseKills;
    if (!database && random.nextDouble() < IN_A_START) {
      Thread.sleep(random.nextInt(LONGEST_START_MS));
      killsInAStart++;
    } else {
      server.awaitReady(news);
      Thread.sleep(random.nextInt(LONGEST_UP_MS));
    }
    ServerProcess next = server;
    if (database) {
      databaseKills++;
      killDatabase();
      if (isReadyAgain(server)) {
        cameBackAlone++;
      } else {
        next = again(server);
      }
    } else {
      serverKills++;
      next = again(server);
    }
    int kills = serverKills + databaseKills;
    if (kills % 10 == 0) {
      news.accept(
          serverKills
              + " kills of the server, "
              + databaseKills
              + " of the database, "
              + cart.acknowledged().size()
              + " ECGs acknowledged");
    }
    return next;
  }

  private ServerProcess again(ServerProcess server) throws IOException, InterruptedException {
    server.handle().destroyForcibly();
    server.await();
    server.close();
    return start();
  }

  /** SIGKILL for the postmaster first, so that it starts no process anew, then for all others. */
  private void killDatabase() throws IOException {
    Optional<ProcessHandle> postmaster = postmaster();
    if (postmaster.isPresent()) {
      List<ProcessHandle> all = new ArrayList<>(List.of(postmaster.get()));
      all.addAll(postmaster.get().descendants().toList());
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private Optional<ProcessHandle> postmaster() throws IOException {
    try (Stream<Path> files =
        Files.find(settings.data(), DEPTH, (file, facts) -> file.endsWith("postmaster.pid"))) {
      Optional<Path> file = files.findFirst();
      return file.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(Files.readAllLines(file.get()).get(0).strip()));
    }
  }

  private static boolean isReadyAgain(ServerProcess server) throws InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    HttpRequest ready =
        HttpRequest.newBuilder(server.base().resolve("/q/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    long end = System.nanoTime() + TO_COME_BACK.toNanos();
    // What was answered from before the kill does not count.
    TimeUnit.SECONDS.sleep(1);
    while (System.nanoTime() < end && server.handle().isAlive()) {
      try {
        if (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return true;
        }
      } catch (IOException e) {
        // It is on its way down.
      }
      Thread.sleep(200);
    }
    return false;
  }

  private static void subscribe(URI base, URI endpoint) throws IOException, InterruptedException {
    String subscription =
        "{\"resourceType\":\"Subscription\",\"status\":\"requested\",\"reason\":\"bench kill\","
            + "\"criteria\":\"DiagnosticReport?status=preliminary\",\"channel\":{\"type\":"
            + "\"rest-hook\",\"payload\":\"application/fhir+json\",\"endpoint\":\""
            + endpoint
            + "\"}}";
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(base.resolve("/fhir/Subscription"))
                    .header("Content-Type", "application/fhir+json")
                    .POST(HttpRequest.BodyPublishers.ofString(subscription))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IOException("the Subscription was answered " + answer.statusCode());
    }
  }
}
