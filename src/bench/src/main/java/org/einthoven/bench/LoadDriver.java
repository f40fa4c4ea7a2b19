package org.einthoven.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.einthoven.cli.server.EcgClient;

/**
 * Sends ECGs from several senders, each of which sends its next one when it has seen the report of
 * the last. No ECG is sent twice.
 */
final class LoadDriver {

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final EcgClient client;
  private final AtomicLong nextSeed;

  /**
   * What came of a run.
   *
   * @param seconds how long it took
   * @param latencies from sending until the report was seen, ascending, in milliseconds
   * @param errors how many ECGs have no report
   */
  record Result(double seconds, double[] latencies, int errors) {

    /** A percentile of the latencies, NaN without any. */
    double percentile(double share) {
      return latencies.length == 0
          ? Double.NaN
          : latencies[(int) Math.min(latencies.length - 1L, (long) (share * latencies.length))];
    }
  }

  /** What one sender saw. */
  private record Seen(List<Double> latencies, int errors) {}

  LoadDriver(EcgClient client, long firstSeed) {
    this.client = client;
    this.nextSeed = new AtomicLong(firstSeed);
  }

  Result run(int senders, int seconds) throws InterruptedException, ExecutionException {
    long started = System.nanoTime();
    long end = started + seconds * 1_000_000_000L;
    ExecutorService pool = Executors.newFixedThreadPool(senders);
    try {
      List<Future<Seen>> running = new ArrayList<>();
      for (int i = 0; i < senders; i++) {
        running.add(pool.submit(() -> sendUntil(end)));
      }
      List<Double> latencies = new ArrayList<>();
      int errors = 0;
      for (Future<Seen> sender : running) {
        Seen seen = sender.get();
        latencies.addAll(seen.latencies());
        errors += seen.errors();
      }
      double[] sorted = latencies.stream().mapToDouble(Double::doubleValue).toArray();
      Arrays.sort(sorted);
      return new Result((System.nanoTime() - started) / 1e9, sorted, errors);
    } finally {
      pool.shutdownNow();
    }
  }

  private Seen sendUntil(long end) throws InterruptedException {
    List<Double> latencies = new ArrayList<>();
    int errors = 0;
    byte[] body = Material.observation(nextSeed.getAndIncrement());
    while (System.nanoTime() < end) {
      long sent = System.nanoTime();
      try {
        EcgClient.Sent ecg = client.send("/fhir/Observation", "application/fhir+json", body);
        client.awaitReport(ecg.source(), LOOK_EVERY);
        latencies.add((System.nanoTime() - sent) / 1e6);
      } catch (IOException e) {
        errors++;
      }
      body = Material.observation(nextSeed.getAndIncrement());
    }
    return new Seen(latencies, errors);
  }
}
