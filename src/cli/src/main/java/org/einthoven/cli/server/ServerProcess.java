package org.einthoven.cli.server;

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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A server that runs as a child of this process and ends with it. */
public final class ServerProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final Duration BETWEEN_NEWS = Duration.ofSeconds(5);
  private static final int SECONDS_TO_STOP = 30;
  private static final int LAST_LINES = 15;

  private final Process process;
  private final ServerSettings settings;
  private final Runnable afterwards;
  private final Thread stopWithUs;
  private boolean stopped;
  private volatile boolean failed;

  private ServerProcess(Process process, ServerSettings settings, Runnable afterwards) {
    this.process = process;
    this.settings = settings;
    this.afterwards = afterwards;
    this.stopWithUs = new Thread(this::stop, "stop-server");
    Runtime.getRuntime().addShutdownHook(stopWithUs);
  }

  /**
   * Starts a server; it is not ready yet.
   *
   * @param afterwards what to do once when it has stopped, also when this process is told to end
   * @throws IOException when it was not built or the process cannot be started
   */
  public static ServerProcess start(ServerSettings settings, Runnable afterwards)
      throws IOException {
    if (!Files.isRegularFile(settings.jar())) {
      throw new IOException("the server is not built: " + settings.jar() + " is not there");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(settings.javaOptions());
    command.add("-Dquarkus.http.host=127.0.0.1");
    command.add("-Dquarkus.http.port=" + settings.port());
    command.add("-Deinthoven.data.directory=" + settings.data().toAbsolutePath());
    command.add("-jar");
    command.add(settings.jar().toString());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(settings.log().toFile())
            .directory(settings.home().toFile());
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
    return new ServerProcess(builder.start(), settings, afterwards);
  }

  /** Where it listens. */
  public URI base() {
    return URI.create("http://127.0.0.1:" + settings.port());
  }

  /** The server's process. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Its settings. */
  public ServerSettings settings() {
    return settings;
  }

  /**
   * Waits until it is ready to take ECGs.
   *
   * @param news is told now and then how long it takes
   * @throws IOException when it ends or is not ready in time, with its last words
   */
  public void awaitReady(Consumer<String> news) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    HttpRequest ready =
        HttpRequest.newBuilder(base().resolve("/q/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    long started = System.nanoTime();
    long nextNews = BETWEEN_NEWS.toNanos();
    while (process.isAlive()) {
      long waited = System.nanoTime() - started;
      if (isReady(client, ready)) {
        return;
      }
      if (waited > PATIENCE.toNanos()) {
        failed = true;
        throw new IOException(
            "the server was not ready after " + PATIENCE.toSeconds() + " s; " + lastWords());
      }
      if (waited > nextNews) {
        news.accept("still starting after " + TimeUnit.NANOSECONDS.toSeconds(waited) + " s");
        nextNews += BETWEEN_NEWS.toNanos();
      }
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    }
    failed = true;
    throw new IOException(
        "the server ended with exit code " + process.exitValue() + "; " + lastWords());
  }

  private static boolean isReady(HttpClient client, HttpRequest ready) throws InterruptedException {
    try {
      return client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    }
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(settings.log());
    List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    return "its log is " + settings.log() + " and ends:\n" + String.join("\n", last);
  }

  /** Waits until it ends by itself. */
  public int await() throws InterruptedException {
    return process.waitFor();
  }

  /** Stops it in good order, or by force where that takes too long. */
  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(stopWithUs);
    } catch (IllegalStateException e) {
      return; // this process is ending already
    }
  }

  private synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    if (!failed) {
      afterwards.run(); // else what is left behind may tell why
    }
  }
}
