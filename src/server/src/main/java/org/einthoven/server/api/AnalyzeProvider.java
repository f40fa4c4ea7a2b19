package org.einthoven.server.api;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.inject.Singleton;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** {@code $analyze}: ECGs in, their stored reports out, while the sender waits. */
@Singleton
public class AnalyzeProvider {

  private static final String SAID =
      "Answers with the stored report of an ECG: the one in the body, or the one of the address";
  private static final String OF_FILE =
      "Answers with the stored report of the ECG file in or behind a DocumentReference";
  private static final String OF_ALL =
      "Stores the Bundle whole or not at all and answers with the reports of its ECGs, in order";

  private final Analyzing analyzing;
  private final AnalyzingBundle bundles;

  /** With what analyses. */
  public AnalyzeProvider(Analyzing analyzing, AnalyzingBundle bundles) {
    this.analyzing = analyzing;
    this.bundles = bundles;
  }

  /** Stores what the body holds, an ECG or a Bundle of them, and answers with what is reported. */
  @Description("Answers with the stored reports of the ECGs in the body, of whatever form")
  @Operation(name = "$analyze", canonicalUrl = OperationCanonical.ANALYZE)
  public IBaseResource analyzeAny(
      @ResourceParam @Nullable IBaseResource body, ServletRequestDetails request) {
    Resource sent = Analyzing.sent(body);
    return sent instanceof Bundle
        ? bundles.reports(sent, request)
        : analyzing.report(sent, null, request);
  }

  /** Stores the ECGs in the Bundle and answers with their reports. */
  @Description(OF_ALL)
  @Operation(
      name = "$analyze",
      type = Bundle.class,
      canonicalUrl = OperationCanonical.BUNDLE_ANALYZE)
  public Bundle analyzeBundle(
      @ResourceParam @Nullable IBaseResource body, ServletRequestDetails request) {
    return bundles.reports(Analyzing.sent(body), request);
  }

  /** Stores the ECG in the body and answers with its report. */
  @Description(SAID)
  @Operation(
      name = "$analyze",
      type = Observation.class,
      canonicalUrl = OperationCanonical.OBSERVATION_ANALYZE)
  public DiagnosticReport analyze(
      @ResourceParam @Nullable IBaseResource body, ServletRequestDetails request) {
    return analyzing.report(Analyzing.sent(body), "Observation", request);
  }

  /** Answers with the report of an ECG that is stored. */
  @Description(SAID)
  @Operation(
      name = "$analyze",
      type = Observation.class,
      canonicalUrl = OperationCanonical.OBSERVATION_ANALYZE)
  public DiagnosticReport analyzeStored(@IdParam IdType id, ServletRequestDetails request) {
    return analyzing.stored("Observation", id, request);
  }

  /** Stores the DocumentReference in the body and answers with the report of its ECG file. */
  @Description(OF_FILE)
  @Operation(
      name = "$analyze",
      type = DocumentReference.class,
      canonicalUrl = OperationCanonical.DOCUMENT_REFERENCE_ANALYZE)
  public DiagnosticReport analyzeDocument(
      @ResourceParam @Nullable IBaseResource body, ServletRequestDetails request) {
    return analyzing.report(Analyzing.sent(body), "DocumentReference", request);
  }

  /** Answers with the report of the ECG file of a DocumentReference that is stored. */
  @Description(OF_FILE)
  @Operation(
      name = "$analyze",
      type = DocumentReference.class,
      canonicalUrl = OperationCanonical.DOCUMENT_REFERENCE_ANALYZE)
  public DiagnosticReport analyzeStoredDocument(@IdParam IdType id, ServletRequestDetails request) {
    return analyzing.stored("DocumentReference", id, request);
  }
}
