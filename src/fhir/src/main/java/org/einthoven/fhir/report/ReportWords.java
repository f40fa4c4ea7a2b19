package org.einthoven.fhir.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.einthoven.inference.reading.Reading;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Narrative.NarrativeStatus;

/** What a report says in words, before and after a clinician has signed it. */
public final class ReportWords {

  private static final String AMENDED = "Amended by a clinician at ";
  private static final String REJECTED = "REJECTED by a clinician at ";
  private static final String ACCEPTED = ", accepted by a clinician at ";

  private ReportWords() {}

  /** Whether the report calls this issue critical. */
  public static boolean isCritical(DiagnosticReport report, DetectedIssue issue) {
    return lines(report).stream().anyMatch(line -> tells(line, issue.getDetail()));
  }

  /** The machine's words stand, and it is said that they were accepted. */
  public static void accepted(DiagnosticReport report, Instant when) {
    List<String> lines = new ArrayList<>(lines(report));
    lines.replaceAll(
        line ->
            line.startsWith(Conclusion.PRELIMINARY)
                ? "Machine reading by "
                    + line.substring(Conclusion.PRELIMINARY.length()).replaceFirst("\\.$", "")
                    + ACCEPTED
                    + time(when)
                    + "."
                : line);
    set(report, lines);
  }

  /**
   * A clinician's words take the place of the machine's. What the machine found critical stands in
   * front of them as long as it is not withdrawn.
   *
   * @param withdrawn what the critical issues say that were refuted
   */
  public static void amended(
      DiagnosticReport report, String conclusion, List<String> withdrawn, Instant when) {
    List<String> lines = new ArrayList<>();
    lines(report).stream()
        .filter(line -> line.startsWith(Conclusion.CRITICAL))
        .filter(line -> withdrawn.stream().noneMatch(detail -> tells(line, detail)))
        .forEach(lines::add);
    lines.addAll(conclusion.strip().lines().toList());
    lines.add(AMENDED + time(when) + "; what the machine read is version 1 of this report.");
    lines.add(Reading.INTENDED_USE);
    set(report, lines);
  }

  /** What was said is not to be used. */
  public static void rejected(DiagnosticReport report, Instant when) {
    List<String> lines = new ArrayList<>();
    lines.add(REJECTED + time(when) + ": not to be used.");
    lines.addAll(
        lines(report).stream()
            .map(
                line ->
                    line.startsWith(Conclusion.CRITICAL)
                        ? "Was said to be critical: " + line.substring(Conclusion.CRITICAL.length())
                        : line)
            .toList());
    set(report, lines);
  }

  /**
   * What a clinician said by the sign-off, line by line; empty where none has signed.
   *
   * @return where the report was amended its new words, else that it was accepted or rejected
   */
  public static List<String> ofClinician(DiagnosticReport report) {
    List<String> all = lines(report);
    for (int i = 0; i < all.size(); i++) {
      String line = all.get(i);
      if (line.startsWith(AMENDED)) {
        return all.subList(0, i + 1);
      }
      if (line.startsWith(REJECTED) || line.contains(ACCEPTED)) {
        return List.of(line);
      }
    }
    return List.of();
  }

  private static List<String> lines(DiagnosticReport report) {
    return report.hasConclusion() ? report.getConclusion().lines().toList() : List.of();
  }

  private static boolean tells(String line, String detail) {
    return line.startsWith(Conclusion.CRITICAL)
        && detail.startsWith(line.substring(Conclusion.CRITICAL.length()).split(": ", 2)[0] + ":");
  }

  private static String time(Instant when) {
    return when.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static void set(DiagnosticReport report, List<String> lines) {
    report.setConclusion(String.join("\n", lines));
    report.getText().setStatus(NarrativeStatus.GENERATED);
    report.getText().setDivAsString(ReportBody.narrative(lines));
  }
}
