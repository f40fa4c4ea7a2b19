package org.einthoven.fhir.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.einthoven.fhir.Codes;
import org.einthoven.inference.reading.EcgValue;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * What a stored ECG report says, read back from FHIR.
 *
 * @param critical the critical findings as sentences, without the word
 * @param statements what is stated, each in words
 * @param when when the ECG was recorded, as the report has it; empty where that is not known
 * @param preliminary whether nobody has signed it
 */
public record ReportFindings(
    List<String> critical, List<String> statements, String when, boolean preliminary) {

  private static final String FRIDERICIA = "76634-5";

  /** Copies the lists. */
  public ReportFindings {
    critical = List.copyOf(critical);
    statements = List.copyOf(statements);
  }

  /** The findings of a report. */
  public static ReportFindings of(DiagnosticReport report) {
    String conclusion = report.hasConclusion() ? report.getConclusion() : "";
    return new ReportFindings(
        conclusion
            .lines()
            .filter(line -> line.startsWith(Conclusion.CRITICAL))
            .map(line -> line.substring(Conclusion.CRITICAL.length()))
            .toList(),
        report.getConclusionCode().stream()
            .map(ReportFindings::words)
            .filter(words -> !words.isEmpty())
            .toList(),
        when(report),
        report.getStatus() == DiagnosticReportStatus.PRELIMINARY);
  }

  /** Whether a report is of an ECG and was not withdrawn. */
  public static boolean isEcg(DiagnosticReport report) {
    boolean stands =
        report.getStatus() != DiagnosticReportStatus.ENTEREDINERROR
            && report.getStatus() != DiagnosticReportStatus.CANCELLED;
    return stands
        && (has(report.getCode(), Codes.LOINC, "11524-6")
            || has(report.getCode(), Codes.OWN, "ekg-study")
            || report.getCategory().stream()
                .anyMatch(
                    category ->
                        has(category, "http://terminology.hl7.org/CodeSystem/v2-0074", "EC")));
  }

  /** QTc by Fridericia in milliseconds, as one of the results says it; empty where none does. */
  public static Optional<Long> qtc(List<Observation> results) {
    return results.stream()
        .flatMap(result -> result.getComponent().stream())
        .filter(
            component ->
                has(component.getCode(), Codes.LOINC, FRIDERICIA)
                    || ReadingCode.of(EcgValue.QTC_FRIDERICIA)
                        .getCodingFirstRep()
                        .equalsDeep(component.getCode().getCodingFirstRep()))
        .map(ObservationComponentComponent::getValue)
        .filter(Quantity.class::isInstance)
        .map(Quantity.class::cast)
        .filter(value -> value.hasValue() && "ms".equals(value.getCode()))
        .map(value -> Math.round(value.getValue().doubleValue()))
        .findFirst();
  }

  /** When the ECG was recorded, the beginning of time where that is not known. */
  public static Instant recorded(DiagnosticReport report) {
    BaseDateTimeType time = time(report);
    return time == null || time.getValue() == null ? Instant.MIN : time.getValue().toInstant();
  }

  private static boolean has(CodeableConcept concept, String system, String code) {
    return concept.getCoding().stream()
        .anyMatch(coding -> system.equals(coding.getSystem()) && code.equals(coding.getCode()));
  }

  private static String words(CodeableConcept concept) {
    if (concept.hasText()) {
      return concept.getText();
    }
    return concept.getCoding().stream()
        .filter(coding -> coding.hasDisplay())
        .map(coding -> coding.getDisplay())
        .findFirst()
        .orElse("");
  }

  private static @Nullable BaseDateTimeType time(DiagnosticReport report) {
    if (report.hasEffectivePeriod()) {
      return report.getEffectivePeriod().getStartElement();
    }
    return report.hasEffectiveDateTimeType() ? report.getEffectiveDateTimeType() : null;
  }

  private static String when(DiagnosticReport report) {
    BaseDateTimeType time = time(report);
    String text = time == null ? null : time.getValueAsString();
    return text == null ? "" : text;
  }
}
