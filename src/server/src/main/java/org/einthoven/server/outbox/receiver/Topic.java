package org.einthoven.server.outbox.receiver;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.einthoven.fhir.Codes;

/** What a topic-based Subscription can be about. */
public enum Topic {
  /** A report was stored: of a reading, or that a recording cannot be assessed. */
  REPORT_AVAILABLE("report-available", "DiagnosticReport"),
  /** A report has a critical finding; it is repeated until it is acknowledged. */
  REPORT_CRITICAL("report-critical", "DiagnosticReport"),
  /** The analysis of a recording was given up. */
  ANALYSIS_FAILED("analysis-failed", "Task");

  private static final String BASE = Codes.BASE + "SubscriptionTopic/";

  private final String code;
  private final String focus;

  Topic(String code, String focus) {
    this.code = code;
    this.focus = focus;
  }

  /** The canonical address. */
  public String canonical() {
    return BASE + code;
  }

  /** The resource type that its events are about. */
  String focus() {
    return focus;
  }

  /** The canonical addresses of all topics. */
  public static List<String> canonicals() {
    return Arrays.stream(values()).map(Topic::canonical).toList();
  }

  /** The topic with this canonical address, which may carry a version. */
  static Optional<Topic> of(String canonical) {
    String bare = canonical.split("\\|", 2)[0];
    return Arrays.stream(values()).filter(topic -> topic.canonical().equals(bare)).findFirst();
  }
}
