package org.einthoven.server.api;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.inject.Singleton;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** {@code $analyze}: an ECG in, its stored report out, while the sender waits. */
@Singleton
public class AnalyzeProvider {

  private static final String SAID =
      "Answers with the stored report of an ECG: the one in the body, or the one of the address";

  private final Analyzing analyzing;

  /** With what analyses. */
  public AnalyzeProvider(Analyzing analyzing) {
    this.analyzing = analyzing;
  }

  /** Stores the ECG in the body and answers with its report. */
  @Description(SAID)
  @Operation(name = "$analyze", type = Observation.class)
  public DiagnosticReport analyze(
      @ResourceParam @Nullable IBaseResource body, ServletRequestDetails request) {
    return analyzing.sent((Resource) body, request);
  }

  /** Answers with the report of an ECG that is stored. */
  @Description(SAID)
  @Operation(name = "$analyze", type = Observation.class)
  public DiagnosticReport analyzeStored(@IdParam IdType id) {
    return analyzing.stored(id);
  }
}
