package org.einthoven.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/** An HTTP server that keeps what it is sent and answers as it is told. */
public final class ReceivingServer implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private volatile Answer otherwise = new Answer(200, "", "");

  /**
   * What came.
   *
   * @param arrived when, in nanoseconds that compare with those of any other server here
   */
  public record Received(String method, String path, Headers headers, byte[] body, long arrived) {

    /** The body as text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private record Answer(int status, String header, String value) {}

  /** On a free port of this machine. */
  public ReceivingServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Answer next = answers.poll();
    Answer answer = next == null ? otherwise : next;
    received.add(
        new Received(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders(),
            body,
            System.nanoTime()));
    if (!answer.header().isEmpty()) {
      exchange.getResponseHeaders().add(answer.header(), answer.value());
    }
    exchange.sendResponseHeaders(answer.status(), -1);
    exchange.close();
  }

  /** The address of a path here. */
  public String address(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  /** The next request not answered otherwise yet is answered so. */
  public ReceivingServer answersNext(int status) {
    answers.add(new Answer(status, "", ""));
    return this;
  }

  /** The next request not answered otherwise yet is answered so, with a header. */
  public ReceivingServer answersNext(int status, String header, String value) {
    answers.add(new Answer(status, header, value));
    return this;
  }

  /** From now on everything is answered so. */
  public void answers(int status) {
    otherwise = new Answer(status, "", "");
  }

  /** What came so far. */
  public List<Received> received() {
    return List.copyOf(received);
  }

  /** What has come, once it is so much. */
  public List<Received> await(int count) {
    Awaitility.await().atMost(LONGEST).until(() -> received.size() >= count);
    return received();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
