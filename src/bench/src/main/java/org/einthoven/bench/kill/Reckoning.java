package org.einthoven.bench.kill;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.einthoven.cli.server.EcgClient;

/**
 * Holds what the cart noted against what the server has: every acknowledged ECG once, with one Task
 * that ended, one report or a reason why there is none, and a notification of each report.
 */
final class Reckoning {

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration TO_BE_TOLD = Duration.ofMinutes(2);
  private static final long BETWEEN = 500;

  private final EcgClient server;
  private final Ward ward;
  private final List<String> findings = new ArrayList<>();
  private int reports;
  private int failed;

  Reckoning(EcgClient server, Ward ward) {
    this.server = server;
    this.ward = ward;
  }

  /** What is wrong; empty where nothing is. */
  List<String> findings() {
    return List.copyOf(findings);
  }

  int reports() {
    return reports;
  }

  int failed() {
    return failed;
  }

  /** Waits until all work is done, then looks at everything. */
  void run(Map<String, String> acknowledged) throws IOException, InterruptedException {
    waitForWork();
    int withReport = 0;
    for (Map.Entry<String, String> each : new TreeMap<>(acknowledged).entrySet()) {
      withReport += look(each.getKey(), each.getValue());
    }
    int stored = total("Observation?identifier=" + Cart.SYSTEM + "%7C");
    if (stored != acknowledged.size()) {
      findings.add(stored + " ECGs are stored, " + acknowledged.size() + " were acknowledged");
    }
    int made = total("DiagnosticReport?");
    if (made != withReport) {
      findings.add(made + " reports are stored, " + withReport + " belong to an ECG");
    }
    JsonNode check = server.get("/audit/check");
    if (!check.path("verified").asBoolean()) {
      findings.add("the log does not verify: " + check.path("findings"));
    }
  }

  private void waitForWork() throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (total("Task?status=requested,in-progress") > 0) {
      if (System.nanoTime() > end) {
        findings.add("work is left after " + LONGEST.toMinutes() + " minutes");
        return;
      }
      Thread.sleep(BETWEEN);
    }
  }

  /** Looks at one ECG; 1 where it has a report. */
  private int look(String number, String place) throws IOException, InterruptedException {
    JsonNode found =
        server.get(
            "/fhir/Observation?identifier=" + Cart.SYSTEM + "%7C" + number + "&_summary=true");
    int times = found.path("entry").size();
    if (times != 1) {
      findings.add("ECG " + number + " is stored " + times + " times");
      return 0;
    }
    String id = found.at("/entry/0/resource/id").asText();
    if (!place.contains("Observation/" + id)) {
      findings.add("ECG " + number + " is not where it was said to be");
    }
    JsonNode tasks = server.get("/fhir/Task?focus=Observation/" + id);
    if (tasks.path("entry").size() != 1) {
      findings.add("ECG " + number + " has " + tasks.path("entry").size() + " Tasks");
      return 0;
    }
    JsonNode task = tasks.at("/entry/0/resource");
    if (task.path("status").asText().equals("failed")) {
      failed++;
      if (task.at("/statusReason/text").asText().isEmpty()) {
        findings.add("the Task of ECG " + number + " failed without a reason");
      }
      return 0;
    }
    String report = task.at("/output/0/valueReference/reference").asText();
    if (!task.path("status").asText().equals("completed")
        || !report.startsWith("DiagnosticReport/")) {
      findings.add("ECG " + number + " has neither report nor reason");
      return 0;
    }
    reports++;
    told(number, report.substring("DiagnosticReport/".length()));
    return 1;
  }

  private void told(String number, String report) throws InterruptedException {
    long end = System.nanoTime() + TO_BE_TOLD.toNanos();
    while (ward.deliveries(report).isEmpty() && System.nanoTime() < end) {
      Thread.sleep(BETWEEN);
    }
    int deliveries = ward.deliveries(report).size();
    if (deliveries == 0) {
      findings.add("nobody was told of the report of ECG " + number);
    } else if (deliveries > 1) {
      findings.add("the report of ECG " + number + " was told under " + deliveries + " ids");
    }
  }

  private int total(String search) throws IOException, InterruptedException {
    String and = search.endsWith("?") ? "" : "&";
    return server.get("/fhir/" + search + and + "_summary=count").path("total").asInt();
  }
}
