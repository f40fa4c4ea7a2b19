package org.einthoven.bench.kill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.einthoven.cli.synthesize.SyntheticRecording;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.recording.RecordingObservation;
import org.hl7.fhir.r4.model.Observation;

/**
 * Sends ECGs as a cart does that loses its connection now and then: each under its own
 * Idempotency-Key, the same bytes again until the server has acknowledged them. What was
 * acknowledged is noted here, outside the server.
 */
final class Cart implements Runnable {

  static final String SYSTEM = "urn:einthoven:bench:kill";

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long BEFORE_AGAIN = 250;
  private static final double SECONDS = 10;
  private static final double SAMPLES_PER_SECOND = 500;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final URI base;
  private final String run;
  private final AtomicLong next;
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final AtomicLong attempts = new AtomicLong();
  private volatile boolean enough;

  /**
   * A cart that one or more threads send from.
   *
   * @param run tells the ECGs of this run from those of another
   * @param firstSeed of the first ECG
   */
  Cart(URI base, String run, long firstSeed) {
    this.base = base;
    this.run = run;
    this.next = new AtomicLong(firstSeed);
  }

  /** What the server has acknowledged: the place of each ECG by its number. */
  Map<String, String> acknowledged() {
    return Map.copyOf(acknowledged);
  }

  /** What it has refused; nothing that is sent here is to be. */
  List<String> refused() {
    return List.copyOf(refused);
  }

  /** How often something was sent. */
  long attempts() {
    return attempts.get();
  }

  /** Begins no further ECG; the one in hand is sent until it is acknowledged. */
  void stop() {
    enough = true;
  }

  @Override
  public void run() {
    try {
      while (!enough) {
        long seed = next.getAndIncrement();
        send(run + "-" + seed, ecg(run + "-" + seed, seed));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] ecg(String number, long seed) {
    Observation ecg =
        (Observation)
            RecordingObservation.of(
                    SyntheticRecording.of(
                        EcgSynthesis.of(SyntheticRhythm.SINUS, seed)
                            .lasting(SECONDS, SAMPLES_PER_SECOND)))
                .resource();
    ecg.addIdentifier().setSystem(SYSTEM).setValue(number);
    return FhirResource.of(ecg).json();
  }

  private void send(String number, byte[] ecg) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/fhir/Observation"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/fhir+json")
            .header("Accept", "application/fhir+json")
            .header("Prefer", "return=minimal")
            .header("Einthoven-Sender", "cart")
            .header("Idempotency-Key", number)
            .POST(HttpRequest.BodyPublishers.ofByteArray(ecg))
            .build();
    while (true) {
      attempts.incrementAndGet();
      try {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        int status = answer.statusCode();
        if (status / 100 == 2) {
          acknowledged.put(number, answer.headers().firstValue("Location").orElse(""));
          return;
        }
        if (status / 100 == 4 && status != 409 && status != 429) {
          refused.add(number + ": " + status + " " + answer.body());
          return;
        }
      } catch (IOException e) {
        // Killed, or not listening yet: nobody knows whether it was stored.
      }
      Thread.sleep(BEFORE_AGAIN);
    }
  }
}
