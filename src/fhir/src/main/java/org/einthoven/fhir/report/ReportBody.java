package org.einthoven.fhir.report;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.fhir.Codes;
import org.einthoven.inference.reading.Reading;
import org.einthoven.inference.reading.Statement;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Narrative.NarrativeStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.utilities.Utilities;

/** The DiagnosticReport of a reading: preliminary, as every machine reading is. */
final class ReportBody {

  private static final String REPLACES =
      "http://hl7.org/fhir/StructureDefinition/diagnosticReport-replaces";

  private final ReportContext context;
  private final CarriedThrough carried;

  ReportBody(ReportContext context, CarriedThrough carried) {
    this.context = context;
    this.carried = carried;
  }

  DiagnosticReport of(Reading reading, List<Observation> results) {
    DiagnosticReport report = new DiagnosticReport();
    report.setId(context.ids().get());
    report.getMeta().addProfile(Codes.REPORT_PROFILE);
    if (context.replaces() != null) {
      report.addExtension(REPLACES, new Reference(context.replaces()));
    }
    carried.identifiers().stream().map(Identifier::copy).forEach(report::addIdentifier);
    report.setBasedOn(carried.basedOn());
    report.setStatus(DiagnosticReportStatus.PRELIMINARY);
    report.addCategory(
        Codes.concept(
            "http://terminology.hl7.org/CodeSystem/v2-0074",
            "EC",
            "Electrocardiac (e.g., EKG, EEC, Holter)",
            null));
    report.setCode(context.codings().loinc() ? Codes.ekgStudy() : ReadingCode.EKG_STUDY.concept());
    report.setSubject(carried.subject());
    report.setEncounter(carried.encounter());
    report.setEffective(carried.effective());
    report.setIssuedElement(ResultObservations.instant(context.issued()));
    for (Observation result : results) {
      report.addResult(
          new Reference("Observation/" + result.getIdElement().getIdPart())
              .setDisplay(result.getCode().getText()));
    }
    for (Statement statement : reading.statements()) {
      report.addConclusionCode(code(statement));
    }
    if (context.pictures()) {
      report.addPresentedForm(picture(report, "image/svg+xml", "-svg"));
      report.addPresentedForm(picture(report, "application/pdf", "-pdf"));
    }
    List<String> sentences = Conclusion.sentences(reading, context.earlier());
    report.setConclusion(String.join("\n", sentences));
    report.getText().setStatus(NarrativeStatus.GENERATED);
    report.getText().setDivAsString(narrative(sentences));
    return report;
  }

  private static Attachment picture(DiagnosticReport report, String type, String ending) {
    return new Attachment()
        .setContentType(type)
        .setLanguage("en")
        .setTitle("The tracing and its reading on a page")
        .setUrl("Binary/" + report.getIdElement().getIdPart() + ending);
  }

  private CodeableConcept code(Statement statement) {
    CodeableConcept concept = new CodeableConcept();
    String snomed = statement.code().snomed();
    if (context.codings().snomed() && snomed != null) {
      concept.addCoding(new Coding(Codes.SNOMED, snomed, statement.code().display()));
    }
    return concept.addCoding(ReadingCode.coding(statement.code())).setText(statement.text());
  }

  static String narrative(List<String> sentences) {
    List<String> paragraphs = new ArrayList<>();
    for (String sentence : sentences) {
      paragraphs.add("<p>" + Utilities.escapeXml(sentence) + "</p>");
    }
    return "<div xmlns=\"http://www.w3.org/1999/xhtml\">" + String.join("", paragraphs) + "</div>";
  }
}
