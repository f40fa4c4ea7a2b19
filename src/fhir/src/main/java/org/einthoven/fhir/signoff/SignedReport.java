package org.einthoven.fhir.signoff;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.report.ReportWords;
import org.einthoven.fhir.signoff.SignOff.Correction;
import org.einthoven.fhir.signoff.Verdict.Item;
import org.einthoven.fhir.signoff.Verdict.Kind;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.hl7.fhir.r4.model.RiskAssessment.RiskAssessmentStatus;

/**
 * A report with all that belongs to it, on its way to the version that a clinician signs.
 *
 * <p>Status by FHIR R4 diagnostic-report-status: a machine's reading is preliminary; signed, with
 * or without changes, it is final; changed after that it is corrected where a statement or a value
 * was wrong, and amended otherwise; not to be used it is cancelled before it was final and
 * entered-in-error after.
 */
public final class SignedReport {

  private static final String REFUTED = "refuted";
  private static final String MEASUREMENT = "measurement";

  private final DiagnosticReport report;
  private final List<DomainResource> parts;
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<DomainResource> changed = new ArrayList<>();

  /**
   * A report as it is stored.
   *
   * @param parts its results, its RiskAssessments and DetectedIssues
   */
  public SignedReport(DiagnosticReport report, List<? extends DomainResource> parts) {
    this.report = report;
    this.parts = List.copyOf(parts);
  }

  /** Whether a report can still be signed, amended or rejected. */
  public static boolean isOpen(DiagnosticReport report) {
    return switch (report.getStatus()) {
      case PRELIMINARY, FINAL, AMENDED, CORRECTED -> true;
      default -> false;
    };
  }

  /** Whether a clinician has signed a report. */
  public static boolean isSigned(DiagnosticReport report) {
    return switch (report.getStatus()) {
      case FINAL, AMENDED, CORRECTED, APPENDED -> true;
      default -> false;
    };
  }

  /**
   * Changes the report and its parts as is decided.
   *
   * @return what the clinician says about each thing that the machine said
   * @throws UnfitSignOffException where something is refuted or corrected that is not there
   */
  public List<Verdict> apply(SignOff signOff) throws UnfitSignOffException {
    boolean signed = isSigned(report);
    switch (signOff.decision()) {
      case REJECT -> reject(signOff, signed);
      case ACCEPT -> accept(signOff);
      case AMEND -> amend(signOff, signed);
    }
    if (report.getResultsInterpreter().stream()
        .noneMatch(there -> there.equalsDeep(signOff.clinician()))) {
      report.addResultsInterpreter(signOff.clinician().copy());
    }
    report.setIssued(Date.from(signOff.when()));
    return List.copyOf(verdicts);
  }

  /** The report first, then its parts, as far as they are not as they were. */
  public List<DomainResource> changed() {
    List<DomainResource> all = new ArrayList<>(List.of(report));
    all.addAll(changed);
    return all;
  }

  private void reject(SignOff signOff, boolean signed) {
    report.setStatus(
        signed ? DiagnosticReportStatus.ENTEREDINERROR : DiagnosticReportStatus.CANCELLED);
    setParts(signed ? "entered-in-error" : "cancelled");
    verdicts.add(Verdict.report(Kind.REFUTED));
    ReportWords.rejected(report, signOff.when());
  }

  private void accept(SignOff signOff) {
    report.setStatus(DiagnosticReportStatus.FINAL);
    setParts("final");
    verdicts.add(Verdict.report(Kind.CONFIRMED));
    for (CodeableConcept stated : report.getConclusionCode()) {
      own(stated).ifPresent(code -> confirmed(Item.STATEMENT, code));
    }
    for (DetectedIssue critical : criticals()) {
      own(critical.getCode()).ifPresent(code -> confirmed(Item.CRITICAL, code));
    }
    ReportWords.accepted(report, signOff.when());
  }

  private void amend(SignOff signOff, boolean signed) throws UnfitSignOffException {
    boolean wrong = !signOff.refuted().isEmpty() || !signOff.corrections().isEmpty();
    if (!signed) {
      report.setStatus(DiagnosticReportStatus.FINAL);
      setParts("final");
    } else {
      report.setStatus(wrong ? DiagnosticReportStatus.CORRECTED : DiagnosticReportStatus.AMENDED);
    }
    List<String> withdrawn = new ArrayList<>();
    for (Coding refuted : signOff.refuted()) {
      withdrawn.addAll(refute(refuted, signed));
    }
    for (CodeableConcept stated : report.getConclusionCode()) {
      own(stated).ifPresent(code -> confirmed(Item.STATEMENT, code));
    }
    for (CodeableConcept missed : signOff.missed()) {
      miss(missed);
    }
    for (Correction correction : signOff.corrections()) {
      correct(correction, signOff.clinician(), signed);
    }
    ReportWords.amended(
        report,
        Objects.requireNonNull(signOff.conclusion(), "an amendment has a conclusion"),
        withdrawn,
        signOff.when());
  }

  private void confirmed(Item item, Coding code) {
    verdicts.add(Verdict.of(item, code, Kind.CONFIRMED));
  }

  /** Takes a statement or a critical finding out; what was said of the latter. */
  private List<String> refute(Coding refuted, boolean signed) throws UnfitSignOffException {
    Optional<CodeableConcept> stated =
        report.getConclusionCode().stream()
            .filter(concept -> SignOff.has(concept, refuted))
            .findFirst();
    List<DetectedIssue> critical =
        criticals().stream().filter(issue -> SignOff.has(issue.getCode(), refuted)).toList();
    if (stated.isEmpty() && critical.isEmpty()) {
      throw new UnfitSignOffException(
          REFUTED,
          "names nothing that the report states",
          "send system and code of a coding of DiagnosticReport.conclusionCode, or of the code of"
              + " a critical DetectedIssue of the report");
    }
    stated.ifPresent(
        concept -> {
          report.getConclusionCode().remove(concept);
          verdicts.add(Verdict.of(Item.STATEMENT, own(concept).orElse(refuted), Kind.REFUTED));
        });
    for (DetectedIssue issue : critical) {
      set(issue, signed ? "entered-in-error" : "cancelled");
      verdicts.add(Verdict.of(Item.CRITICAL, own(issue.getCode()).orElse(refuted), Kind.REFUTED));
    }
    return critical.stream().map(DetectedIssue::getDetail).toList();
  }

  private void miss(CodeableConcept missed) throws UnfitSignOffException {
    Coding code = missed.getCodingFirstRep();
    if (report.getConclusionCode().stream()
        .anyMatch(stated -> missed.getCoding().stream().anyMatch(it -> SignOff.has(stated, it)))) {
      throw new UnfitSignOffException(
          "missed", "names what the report states already", "leave it out");
    }
    report.addConclusionCode(missed.copy());
    verdicts.add(Verdict.of(Item.STATEMENT, own(missed).orElse(code), Kind.MISSED));
  }

  private void correct(Correction correction, Reference clinician, boolean signed)
      throws UnfitSignOffException {
    for (DomainResource part : parts) {
      if (part instanceof Observation result) {
        Optional<Measured> measured = Measured.of(result, correction.code());
        if (measured.isPresent()) {
          Quantity before = measured.get().value();
          String unit = correction.value().getCode();
          if (before != null && !before.getCode().equals(unit)) {
            throw new UnfitSignOffException(
                MEASUREMENT,
                "has another unit than what was measured",
                "send it in the unit that the result has (Quantity.code, UCUM)");
          }
          measured.get().set(correction.value());
          result.setStatus(signed ? ObservationStatus.CORRECTED : ObservationStatus.FINAL);
          result.addPerformer(clinician.copy());
          note(result);
          verdicts.add(
              new Verdict(
                  Item.MEASUREMENT,
                  measured.get().code(),
                  Kind.CORRECTED,
                  before == null ? null : before.getValue(),
                  correction.value().getValue(),
                  unit));
          return;
        }
      }
    }
    throw new UnfitSignOffException(
        MEASUREMENT,
        "names no measurement of the report",
        "send system and code of a result of the report, or of a component of one, that has a"
            + " quantity");
  }

  private List<DetectedIssue> criticals() {
    return parts.stream()
        .filter(DetectedIssue.class::isInstance)
        .map(DetectedIssue.class::cast)
        .filter(issue -> ReportWords.isCritical(report, issue))
        .toList();
  }

  private static Optional<Coding> own(CodeableConcept concept) {
    return concept.getCoding().stream()
        .filter(coding -> Codes.OWN.equals(coding.getSystem()))
        .findFirst()
        .or(() -> concept.getCoding().stream().filter(Coding::hasCode).findFirst());
  }

  private void setParts(String status) {
    parts.forEach(part -> set(part, status));
  }

  private void set(DomainResource part, String status) {
    if (part instanceof Observation observation) {
      observation.setStatus(ObservationStatus.fromCode(status));
    } else if (part instanceof RiskAssessment risk) {
      risk.setStatus(RiskAssessmentStatus.fromCode(status));
    } else if (part instanceof DetectedIssue issue) {
      issue.setStatus(DetectedIssue.DetectedIssueStatus.fromCode(status));
    }
    note(part);
  }

  private void note(DomainResource part) {
    if (!changed.contains(part)) {
      changed.add(part);
    }
  }
}
