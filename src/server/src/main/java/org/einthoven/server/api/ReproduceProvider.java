package org.einthoven.server.api;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.einthoven.server.analysis.ReadingBasis;
import org.einthoven.server.analysis.Release;
import org.einthoven.server.api.Reproducing.Reproduced;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.VersionId;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** {@code DiagnosticReport/ID/$reproduce}: is this what comes out once more? */
@Singleton
public class ReproduceProvider implements OperationProvider {

  private final Reproducing reproducing;
  private final AuditTrail audit;

  /** With what makes reports again. */
  public ReproduceProvider(Reproducing reproducing, AuditTrail audit) {
    this.reproducing = reproducing;
    this.audit = audit;
  }

  /** Makes the report again and says where it differs; nothing of it is stored. */
  @Description("Makes a machine's report again from the received bytes and tells the differences")
  @Operation(
      name = "$reproduce",
      type = DiagnosticReport.class,
      canonicalUrl = OperationCanonical.DIAGNOSTIC_REPORT_REPRODUCE)
  public Parameters reproduce(
      @IdParam IdType id,
      @ResourceParam @Nullable IBaseResource body,
      ServletRequestDetails request) {
    if (body != null) {
      OperationInput.of(body, Set.of(), request.getFhirServerBase());
    }
    String requester = Exchange.of(request.getServletRequest()).sender();
    ResourceId report = new ResourceId("DiagnosticReport", id.getIdPart());
    Reproduced reproduced =
        QuarkusTransaction.requiringNew().call(() -> reproducing.reproduce(report));
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                audit.record(
                    new AuditedEvent(
                        AuditedAction.REPORT_REPRODUCED,
                        AuditedEvent.Outcome.SUCCESS,
                        requester,
                        List.of(new VersionId(report, 1)),
                        reproduced.payloadSha256(),
                        reproduced.differences().size() + " differences")));
    return answer(reproduced);
  }

  private static Parameters answer(Reproduced reproduced) {
    Parameters answer = new Parameters();
    List<ReportDifferences.Difference> differences = reproduced.differences();
    ReadingBasis basis = reproduced.basis();
    ReadingBasis now = reproduced.now();
    add(answer, "identical", differences.isEmpty());
    if (basis != null && !basis.release().equals(Release.UNPACKAGED)) {
      add(answer, "same-release", basis.release().equals(now.release()));
    }
    if (basis != null) {
      add(answer, "same-platform", basis.platform().equals(now.platform()));
      add(answer, "recorded-release", basis.release());
      add(answer, "recorded-platform", basis.platform());
    }
    add(answer, "release", now.release());
    add(answer, "platform", now.platform());
    add(answer, "settings-kept", basis != null);
    add(answer, "bytes-sha256", reproduced.payloadSha256());
    add(answer, "read-from-bytes", reproduced.readAgain());
    add(answer, "model", reproduced.named().model());
    add(answer, "weights-sha256", reproduced.named().weightsSha256());
    answer
        .addParameter()
        .setName("resources-compared")
        .setValue(new IntegerType(reproduced.compared()));
    Optional<BigDecimal> largest =
        differences.stream()
            .map(ReportDifferences.Difference::size)
            .filter(Objects::nonNull)
            .max(BigDecimal::compareTo);
    largest.ifPresent(
        size ->
            answer.addParameter().setName("largest-difference").setValue(new DecimalType(size)));
    differences.forEach(difference -> add(answer, difference));
    return answer;
  }

  private static void add(Parameters answer, ReportDifferences.Difference difference) {
    ParametersParameterComponent one = answer.addParameter().setName("difference");
    part(one, "place", difference.place());
    part(one, "recorded", difference.recorded());
    part(one, "again", difference.again());
    if (difference.size() != null) {
      one.addPart().setName("size").setValue(new DecimalType(difference.size()));
    }
  }

  private static void part(ParametersParameterComponent to, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      to.addPart().setName(name).setValue(new StringType(value));
    }
  }

  private static void add(Parameters answer, String name, boolean value) {
    answer.addParameter().setName(name).setValue(new BooleanType(value));
  }

  private static void add(Parameters answer, String name, String value) {
    answer.addParameter().setName(name).setValue(new StringType(value));
  }
}
