package org.einthoven.bench.kill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who is told of reports: a rest-hook that notes which reports came, and under which ids. */
final class Ward implements AutoCloseable {

  private static final Pattern REPORT = Pattern.compile("/hook/DiagnosticReport/([^/]+)");

  private final HttpServer server;
  private final Map<String, Set<String>> told = new ConcurrentHashMap<>();
  private final AtomicLong withoutId = new AtomicLong();

  private Ward(HttpServer server) {
    this.server = server;
  }

  /** Listens on a free port of loopback. */
  static Ward open() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Ward ward = new Ward(server);
    server.createContext("/hook", ward::take);
    server.setExecutor(
        Executors.newFixedThreadPool(
            2,
            task -> {
              Thread thread = new Thread(task, "ward");
              thread.setDaemon(true);
              return thread;
            }));
    server.start();
    return ward;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  /** The ids of the deliveries that told of a report; empty where none did. */
  Set<String> deliveries(String report) {
    return Set.copyOf(told.getOrDefault(report, Set.of()));
  }

  /** How many notifications had no id. */
  long withoutId() {
    return withoutId.get();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream body = exchange.getRequestBody()) {
      body.readAllBytes();
      String delivery = exchange.getRequestHeaders().getFirst("Einthoven-Delivery");
      Matcher report = REPORT.matcher(exchange.getRequestURI().getPath());
      if (report.matches()) {
        if (delivery == null) {
          withoutId.incrementAndGet();
        }
        told.computeIfAbsent(report.group(1), id -> ConcurrentHashMap.newKeySet())
            .add(String.valueOf(delivery));
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
