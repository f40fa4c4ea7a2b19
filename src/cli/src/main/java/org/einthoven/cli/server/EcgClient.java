package org.einthoven.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends ECGs to a server and waits for their reports. Safe for use by several threads. */
public final class EcgClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Pattern RESOURCE =
      Pattern.compile("(Observation|DocumentReference)/([A-Za-z0-9.-]{1,64})");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI base;

  /**
   * An ECG that the server has.
   *
   * @param source the resource that stands for it, such as {@code Observation/1}
   * @param repeat whether it was there before
   */
  public record Sent(String source, boolean repeat) {}

  /** A client of the server at this address, such as {@code http://localhost:8080}. */
  public EcgClient(URI base) {
    this.base = base;
  }

  /**
   * Sends an ECG.
   *
   * @param path where to: {@code /ecg}, {@code /fhir/Observation} …
   * @param mediaType of the body
   * @throws IOException when the server refuses it, with what it says
   */
  public Sent send(String path, String mediaType, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(TIMEOUT)
            .header("Content-Type", mediaType)
            .header("Accept", "application/fhir+json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          "POST "
              + path
              + " was answered "
              + answer.statusCode()
              + ": "
              + diagnostics(answer.body()));
    }
    String repeat = answer.headers().firstValue("Einthoven-Repeat").orElse("");
    String location = answer.headers().firstValue("Location").orElse("");
    Matcher named = RESOURCE.matcher(repeat.isEmpty() ? location : repeat);
    if (!named.find()) {
      throw new IOException("POST " + path + " was answered without the place of the ECG");
    }
    return new Sent(named.group(), !repeat.isEmpty());
  }

  /**
   * Waits for the report of an ECG.
   *
   * @param source the resource that stands for the ECG
   * @param lookEvery how long to wait between two looks
   * @return the reference of the DiagnosticReport
   * @throws IOException when the analysis failed, or took longer than a minute
   */
  public String awaitReport(String source, Duration lookEvery)
      throws IOException, InterruptedException {
    long started = System.nanoTime();
    String place = "/fhir/Task?focus=" + source;
    while (System.nanoTime() - started < TIMEOUT.toNanos()) {
      JsonNode found = get(place);
      JsonNode task = found.has("entry") ? found.at("/entry/0/resource") : found;
      if (task.has("id")) {
        place = "/fhir/Task/" + task.path("id").asText();
      }
      switch (task.path("status").asText()) {
        case "completed" -> {
          for (JsonNode output : task.path("output")) {
            String reference = output.at("/valueReference/reference").asText();
            if (reference.startsWith("DiagnosticReport/")) {
              return reference;
            }
          }
          throw new IOException("the analysis of " + source + " ended without a report");
        }
        case "failed" ->
            throw new IOException(
                "the analysis of " + source + " failed: " + task.at("/statusReason/text").asText());
        default -> Thread.sleep(lookEvery.toMillis());
      }
    }
    throw new IOException("no report of " + source + " after " + TIMEOUT.toSeconds() + " s");
  }

  /** A resource or a search, such as {@code /fhir/DiagnosticReport/1}. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(TIMEOUT)
            .header("Accept", "application/fhir+json")
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("GET " + path + " was answered " + answer.statusCode());
    }
    return JSON.readTree(answer.body());
  }

  /** Whether there is something to see under a path. */
  public boolean isThere(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
  }

  private static String diagnostics(String body) {
    try {
      JsonNode issue = JSON.readTree(body).at("/issue/0");
      return issue.has("diagnostics")
          ? issue.path("diagnostics").asText()
          : issue.at("/details/text").asText();
    } catch (IOException e) {
      return "no OperationOutcome";
    }
  }
}
