package org.einthoven.fhir.report;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.fhir.Codes;
import org.einthoven.inference.reading.CriticalFinding;
import org.einthoven.inference.reading.InfarctionScore;
import org.einthoven.inference.reading.Quality;
import org.einthoven.inference.reading.Reading;
import org.einthoven.inference.reading.StatementCode;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.hl7.fhir.r4.model.RiskAssessment.RiskAssessmentPredictionComponent;
import org.hl7.fhir.r4.model.RiskAssessment.RiskAssessmentStatus;

/**
 * RiskAssessment for the probability of infarction, DetectedIssue for a critical finding or a poor
 * recording.
 */
final class ReportFlags {

  private final ReportContext context;
  private final CarriedThrough carried;
  private final Reference device;

  ReportFlags(ReportContext context, CarriedThrough carried, Reference device) {
    this.context = context;
    this.carried = carried;
    this.device = device;
  }

  List<DomainResource> of(Reading reading, List<Observation> results) {
    List<DomainResource> flags = new ArrayList<>();
    reading
        .infarction()
        .toOptional()
        .ifPresent(score -> flags.add(risk(score, reading.model().name(), results)));
    reading.critical().forEach(critical -> flags.add(issue(critical)));
    if (reading.quality().level() != Quality.Level.GOOD
        || !reading.quality().findings().isEmpty()) {
      flags.add(issue(reading.quality()));
    }
    return flags;
  }

  private RiskAssessment risk(InfarctionScore score, String model, List<Observation> results) {
    RiskAssessment risk = new RiskAssessment();
    risk.setId(context.ids().get());
    risk.setStatus(RiskAssessmentStatus.PRELIMINARY);
    risk.setMethod(new CodeableConcept().setText("Score of " + model));
    risk.setSubject(carried.subjectOrUnknown());
    risk.setEncounter(carried.encounter());
    risk.setOccurrence(carried.effective());
    risk.setPerformer(device);
    risk.addBasis(carried.source());
    results.stream()
        .filter(result -> ReadingCode.INFARCTION_PROBABILITY.concept().equalsDeep(result.getCode()))
        .forEach(
            result ->
                risk.addBasis(new Reference("Observation/" + result.getIdElement().getIdPart())));
    RiskAssessmentPredictionComponent prediction = risk.addPrediction();
    CodeableConcept outcome = new CodeableConcept();
    if (context.codings().snomed()) {
      outcome.addCoding(
          new Coding(
              Codes.SNOMED,
              StatementCode.MYOCARDIAL_INFARCTION.snomed(),
              StatementCode.MYOCARDIAL_INFARCTION.display()));
    }
    prediction.setOutcome(
        outcome
            .addCoding(ReadingCode.coding(StatementCode.MYOCARDIAL_INFARCTION))
            .setText(StatementCode.MYOCARDIAL_INFARCTION.display()));
    prediction.setProbability(new DecimalType(ResultObservations.probability(score.probability())));
    prediction.setRationale(
        (score.reached() ? "At or above" : "Below")
            + " the decision threshold of "
            + ResultObservations.decimal(score.threshold()).toPlainString()
            + ".");
    return risk;
  }

  private DetectedIssue issue(CriticalFinding critical) {
    return issue(
        ReadingCode.of(critical.kind()),
        DetectedIssueSeverity.HIGH,
        critical.text() + ": " + critical.reason());
  }

  private DetectedIssue issue(Quality quality) {
    String detail =
        quality.findings().isEmpty()
            ? "Poor signal quality"
            : String.join("; ", quality.findings());
    return switch (quality.level()) {
      case GOOD -> issue(ReadingCode.REMARK.concept(), DetectedIssueSeverity.LOW, detail);
      case LIMITED ->
          issue(ReadingCode.POOR_QUALITY.concept(), DetectedIssueSeverity.MODERATE, detail);
      case UNUSABLE ->
          issue(ReadingCode.POOR_QUALITY.concept(), DetectedIssueSeverity.HIGH, detail);
    };
  }

  private DetectedIssue issue(CodeableConcept code, DetectedIssueSeverity severity, String detail) {
    DetectedIssue issue = new DetectedIssue();
    issue.setId(context.ids().get());
    issue.setStatus(DetectedIssueStatus.PRELIMINARY);
    issue.setCode(code);
    issue.setSeverity(severity);
    issue.setPatient(carried.subject());
    DateTimeType identified = new DateTimeType();
    identified.setValueAsString(ResultObservations.instant(context.issued()).getValueAsString());
    issue.setIdentified(identified);
    issue.setAuthor(device);
    issue.addImplicated(carried.source());
    issue.setDetail(detail);
    return issue;
  }
}
