package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.server.api.Reports.parsed;
import static org.einthoven.server.api.Reports.read;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.validation.OwnDefinitions;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** What is stored is not deleted, and what the server made is not changed. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MachineOutputTest {

  private static final byte[] NOTHING = new byte[0];

  private static String patient() {
    HttpResponse<String> created =
        Http.post("/fhir/Patient", Http.FHIR_JSON, "{\"resourceType\":\"Patient\"}");
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return parsed(created).reference();
  }

  private static HttpResponse<String> put(Resource resource) {
    FhirResource sent = FhirResource.of(resource);
    return Http.send("PUT", "/fhir/" + sent.reference(), Http.FHIR_JSON, sent.json());
  }

  private static DiagnosticReport reported(int heartRateSeed) {
    HttpResponse<String> created =
        Http.post(
            "/fhir/Observation",
            Http.FHIR_JSON,
            new String(
                FhirResource.of(EcgBodies.twelveLeads(heartRateSeed)).json(),
                StandardCharsets.UTF_8));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return Reports.of(parsed(created).reference());
  }

  private static OperationOutcome.OperationOutcomeIssueComponent issue(HttpResponse<String> from) {
    return ((OperationOutcome) parsed(from).resource()).getIssueFirstRep();
  }

  @Test
  void aReportAndWhatItRestsOnCannotBeDeleted() {
    DiagnosticReport report = reported(950);
    List<String> kept =
        List.of(
            FhirResource.of(report).reference(),
            report.getResultFirstRep().getReference(),
            FhirResource.of(first("Provenance?target=" + FhirResource.of(report).reference()))
                .reference(),
            FhirResource.of(first("Task?focus=" + focus(report))).reference(),
            focus(report));
    for (String reference : kept) {
      HttpResponse<String> refused =
          Http.send("DELETE", "/fhir/" + reference, Http.FHIR_JSON, NOTHING);
      assertThat(refused.statusCode()).as(reference + refused.body()).isEqualTo(403);
      assertThat(read(reference)).isNotNull();
    }
    Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    String patient = patient();
    transaction.addEntry().getRequest().setMethod(Bundle.HTTPVerb.DELETE).setUrl(patient);
    transaction.addEntry().getRequest().setMethod(Bundle.HTTPVerb.DELETE).setUrl(kept.get(0));
    HttpResponse<String> refused = send(transaction);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
    assertThat(issue(refused).getExpression().get(0).getValue()).isEqualTo("Bundle.entry[1]");
    assertThat(read(patient).getMeta().getVersionId()).as("nothing half-done").isEqualTo("1");
    Bundle batch = transaction.copy().setType(Bundle.BundleType.BATCH);
    assertThat(((Bundle) parsed(send(batch)).resource()).getEntry())
        .extracting(entry -> entry.getResponse().getStatus())
        .containsExactly("204", "403");
  }

  @Test
  void aReportAndWhatBelongsToItCannotBeChanged() {
    DiagnosticReport report = reported(951);
    List<Resource> made =
        List.of(
            report.copy().setStatus(DiagnosticReportStatus.FINAL),
            read(report.getResultFirstRep().getReference()),
            first("Provenance?target=" + FhirResource.of(report).reference()),
            first("Task?focus=" + focus(report)));
    for (Resource resource : made) {
      HttpResponse<String> refused = put(resource);
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
      assertThat(issue(refused).getCode()).isEqualTo(IssueType.FORBIDDEN);
      assertThat(issue(refused).getDiagnostics()).contains("$sign-off");
      FhirResource sent = FhirResource.of(resource);
      assertThat(read(sent.reference()).getMeta().getVersionId())
          .isEqualTo(resource.getMeta().getVersionId());
    }
  }

  @Test
  void aTransactionThatChangesAReportIsRefusedWholeAndItsEntryNamed() {
    DiagnosticReport report = reported(952);
    String patient = patient();
    Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    for (Resource resource : List.of(read(patient), report)) {
      bundle
          .addEntry()
          .setResource(resource)
          .getRequest()
          .setMethod(Bundle.HTTPVerb.PUT)
          .setUrl(FhirResource.of(resource).reference());
    }
    HttpResponse<String> refused = send(bundle);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
    assertThat(issue(refused).getExpression().get(0).getValue()).startsWith("Bundle.entry[1]");
    assertThat(read(patient).getMeta().getVersionId()).isEqualTo("1");
  }

  @Test
  void theCapabilityStatementSaysWhatIsOffered() {
    CapabilityStatement first = (CapabilityStatement) read("metadata");
    CapabilityStatement second = (CapabilityStatement) read("metadata");
    assertThat(second.getDate()).isEqualTo(first.getDate());
    assertThat(first.getRestFirstRep().getInteraction())
        .extracting(interaction -> interaction.getCode().toCode())
        .containsExactlyInAnyOrder("transaction", "batch", "history-system");
    assertThat(first.getRestFirstRep().getResource())
        .isNotEmpty()
        .filteredOn(resource -> !OwnDefinitions.TYPES.contains(resource.getType()))
        .filteredOn(resource -> !resource.getType().equals("AuditEvent"))
        .allSatisfy(
            resource -> {
              assertThat(resource.getInteraction())
                  .extracting(interaction -> interaction.getCode().toCode())
                  .contains("update", "delete");
              assertThat(resource.getSearchInclude())
                  .allSatisfy(include -> assertFound(resource.getType(), include.getValue()));
            });
  }

  private static void assertFound(String type, String include) {
    HttpResponse<String> found = Http.get("/fhir/" + type + "?_count=1&_include=" + include);
    assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
  }

  private static Resource first(String search) {
    Bundle found = Reports.search(search);
    assertThat(found.getEntry()).isNotEmpty();
    return found.getEntryFirstRep().getResource();
  }

  private static String focus(DiagnosticReport report) {
    return Reports.search("Task?_count=500").getEntry().stream()
        .map(entry -> (org.hl7.fhir.r4.model.Task) entry.getResource())
        .filter(
            task ->
                task.getOutput().stream()
                    .anyMatch(
                        output ->
                            output.getValue() instanceof org.hl7.fhir.r4.model.Reference to
                                && to.getReference().equals(FhirResource.of(report).reference())))
        .map(task -> task.getFocus().getReference())
        .findFirst()
        .orElseThrow();
  }

  private static HttpResponse<String> send(Bundle bundle) {
    return Http.send("POST", "/fhir", Http.FHIR_JSON, FhirResource.of(bundle).json());
  }
}
