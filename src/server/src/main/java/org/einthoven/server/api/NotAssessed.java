package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Date;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.recording.EcgInput;
import org.einthoven.inference.reading.Reading;
import org.einthoven.server.search.ResourceWriter;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;

/** The report of an ECG that is valid and cannot be read: it says why nothing was assessed. */
@Singleton
public class NotAssessed {

  private static final String SECTIONS = "http://terminology.hl7.org/CodeSystem/v2-0074";
  private static final String ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

  private final ResourceWriter writer;
  private final Clock clock;

  /** Written with this writer. */
  public NotAssessed(ResourceWriter writer, Clock clock) {
    this.writer = writer;
    this.clock = clock;
  }

  /** What was written. */
  record Written(FhirResource report, FhirResource result) {}

  /**
   * Stores a preliminary report whose one result says that it could not be made.
   *
   * @param id the new report's id
   */
  Written report(FhirResource source, EcgInput.NotAnalysable why, String id) {
    Observation ecg = (Observation) source.resource();
    Observation result = new Observation();
    result.setStatus(ObservationStatus.PRELIMINARY);
    result.setCode(Codes.ekgStudy());
    result.setSubject(ecg.getSubject().copy());
    result.setEncounter(ecg.getEncounter().copy());
    if (ecg.hasEffective()) {
      result.setEffective(ecg.getEffective().copy());
    }
    result.addDerivedFrom(new Reference(source.reference()));
    result.setDataAbsentReason(Codes.concept(ABSENT, "not-performed", "Not Performed", null));
    result.addNote().setText(words(why));
    FhirResource written = writer.create(FhirResource.of(result));

    DiagnosticReport report = new DiagnosticReport();
    report.setStatus(DiagnosticReportStatus.PRELIMINARY);
    report.addCategory(
        Codes.concept(SECTIONS, "EC", "Electrocardiac (e.g., EKG, EEC, Holter)", null));
    report.setCode(Codes.ekgStudy());
    report.setSubject(ecg.getSubject().copy());
    report.setEncounter(ecg.getEncounter().copy());
    ecg.getBasedOn().forEach(order -> report.addBasedOn(order.copy()));
    if (ecg.hasEffective()) {
      report.setEffective(ecg.getEffective().copy());
    }
    report.setIssued(Date.from(clock.instant()));
    report.addResult(new Reference(written.reference()));
    report.setConclusion(words(why) + " " + Reading.INTENDED_USE);
    return new Written(writer.create(FhirResource.of(report), id), written);
  }

  private static String words(EcgInput.NotAnalysable why) {
    return "Not assessed: "
        + why.problem()
        + " ("
        + why.place()
        + "). To have it assessed: "
        + why.remedy()
        + ".";
  }
}
