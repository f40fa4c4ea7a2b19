package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.server.api.Reports.parsed;
import static org.einthoven.server.api.Reports.read;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.FhirText;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.search.SearchParameters;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code $validate}, and that what the server makes passes it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ValidateTest {

  static final List<String> TYPES = SearchParameters.RESOURCE_TYPES;

  private static final byte[] NOTHING = new byte[0];

  private static OperationOutcome outcome(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return (OperationOutcome) parsed(answer).resource();
  }

  private static List<String> errors(OperationOutcome outcome) {
    return outcome.getIssue().stream()
        .filter(issue -> issue.getSeverity().ordinal() <= IssueSeverity.ERROR.ordinal())
        .map(issue -> issue.getExpression() + " " + issue.getDiagnostics())
        .toList();
  }

  private static HttpResponse<String> validate(String type, String json) {
    return Http.post("/fhir/" + type + "/$validate", Http.FHIR_JSON, json);
  }

  private static String json(Resource resource) {
    return new String(FhirResource.of(resource).json(), StandardCharsets.UTF_8);
  }

  private static String stored(Resource resource) {
    HttpResponse<String> created =
        Http.post("/fhir/" + resource.fhirType(), Http.FHIR_JSON, json(resource));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return parsed(created).reference();
  }

  private static List<String> madeWith(DiagnosticReport report) {
    List<String> made = new ArrayList<>();
    String reference = report.getIdElement().toUnqualifiedVersionless().getValue();
    Bundle found = (Bundle) read("Provenance?target=" + reference);
    Provenance provenance = (Provenance) found.getEntryFirstRep().getResource();
    made.add(provenance.getIdElement().toUnqualifiedVersionless().getValue());
    made.add(provenance.getAgentFirstRep().getWho().getReference());
    provenance.getTarget().forEach(target -> made.add(target.getReference()));
    return made;
  }

  @ParameterizedTest
  @EnumSource(SyntheticRhythm.class)
  void whatTheServerMakesOfAnEcgIsValidByR4AndByOurProfiles(SyntheticRhythm rhythm) {
    Observation ecg = EcgBodies.twelveLeads(EcgSynthesis.of(rhythm, 7100 + rhythm.ordinal()));
    String observation = stored(ecg);
    DiagnosticReport report = Reports.of(observation);
    List<String> made = madeWith(report);
    made.add(observation);
    Bundle tasks = (Bundle) read("Task?focus=" + observation);
    made.add(
        tasks
            .getEntryFirstRep()
            .getResource()
            .getIdElement()
            .toUnqualifiedVersionless()
            .getValue());

    assertThat(made).contains(report.getIdElement().toUnqualifiedVersionless().getValue());
    for (String reference : made) {
      OperationOutcome outcome =
          outcome(Http.send("POST", "/fhir/" + reference + "/$validate", Http.FHIR_JSON, NOTHING));
      assertThat(errors(outcome)).as(reference).isEmpty();
      assertThat(outcome.getIssue())
          .as(reference)
          .noneMatch(issue -> issue.getDiagnostics().startsWith("Profile reference"));
      Resource resource = read(reference);
      if (!List.of("RiskAssessment", "DetectedIssue").contains(resource.fhirType())) {
        assertThat(resource.getMeta().getProfile()).as(reference).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @FieldSource("TYPES")
  void everyTypeIsValidatedAndNothingIsStored(String type) {
    OperationOutcome outcome =
        outcome(validate(type, "{\"resourceType\":\"" + type + "\",\"unheardOf\":1}"));
    assertThat(outcome.getIssue())
        .anyMatch(
            issue ->
                issue.getSeverity() == IssueSeverity.ERROR
                    && issue.getExpression().get(0).getValue().equals(type)
                    && issue.getDiagnostics().contains("unheardOf"));
  }

  @Test
  void everyIssueIsToldWithItsPlace() {
    OperationOutcome outcome =
        outcome(
            validate(
                "Patient",
                """
                {"resourceType":"Patient","gender":"x","birthDate":"yesterday",
                 "contact":[{"relationship":[{"text":"none"}]}]}
                """));
    assertThat(errors(outcome))
        .anyMatch(error -> error.contains("Patient.gender"))
        .anyMatch(error -> error.contains("Patient.birthDate"))
        .anyMatch(error -> error.contains("Patient.contact[0]"));
    assertThat(outcome.getIssue()).allMatch(OperationOutcomeIssueComponent::hasExpression);
  }

  @Test
  void anEcgWithItsWaveformsIsValidAndIsNotStored() {
    Observation ecg = EcgBodies.twelveLeads(7200);
    OperationOutcome outcome = outcome(validate("Observation", json(ecg)));
    assertThat(errors(outcome)).isEmpty();
    assertThat(outcome.toString()).doesNotContain("einthoven:sha256");
  }

  @Test
  void aProfileThatIsAskedForIsCheckedToo() {
    Parameters parameters = new Parameters();
    parameters.addParameter().setName("resource").setResource(EcgBodies.observation(7201));
    parameters.addParameter("profile", new UriType(Codes.TWELVE_LEAD_PROFILE));
    assertThat(errors(outcome(validate("Observation", json(parameters)))))
        .anyMatch(error -> error.contains("lead-V1"));

    HttpResponse<String> byAddress =
        Http.post(
            "/fhir/Observation/$validate?profile=" + Codes.TWELVE_LEAD_PROFILE,
            Http.FHIR_JSON,
            json(EcgBodies.observation(7201)));
    assertThat(errors(outcome(byAddress))).anyMatch(error -> error.contains("lead-V1"));
  }

  @Test
  void xmlIsValidatedAndWhatTheParserRefusesIsToldWithItsPlace() {
    String xml = FhirText.xmlParser().encodeResourceToString(EcgBodies.twelveLeads(7202));
    assertThat(
            errors(outcome(Http.post("/fhir/Observation/$validate", "application/fhir+xml", xml))))
        .isEmpty();
    OperationOutcome refused =
        outcome(
            Http.post(
                "/fhir/Patient/$validate",
                "application/fhir+xml",
                "<Patient xmlns=\"http://hl7.org/fhir\"><unheardOf value=\"1\"/></Patient>"));
    assertThat(errors(refused)).anyMatch(error -> error.contains("unheardOf"));
    HttpResponse<String> unsafe =
        Http.post(
            "/fhir/Patient/$validate",
            "application/fhir+xml",
            "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>"
                + "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"&y;\"/></Patient>");
    assertThat(unsafe.statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "profile=https://example.org/StructureDefinition/other",
        "profile=https://einthoven.org/fhir/StructureDefinition/not-there",
        "profile=http://hl7.org/fhir/StructureDefinition/Observation",
        "mode=guess",
        "unheardOf=1",
        "mode=profile"
      })
  void whatCannotBeAskedIsRefusedWithThePlace(String query) {
    HttpResponse<String> answer =
        Http.post(
            "/fhir/Patient/$validate?" + query, Http.FHIR_JSON, "{\"resourceType\":\"Patient\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    OperationOutcomeIssueComponent issue =
        ((OperationOutcome) parsed(answer).resource()).getIssueFirstRep();
    assertThat(issue.getExpression().get(0).getValue())
        .isEqualTo("http." + query.substring(0, query.indexOf('=')));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"resourceType\":\"Patient\"", "[]", "{}", "null", "7"})
  void whatIsNoResourceIsRefused(String body) {
    assertThat(validate("Patient", body).statusCode()).isEqualTo(400);
  }

  @Test
  void nothingAtAllIsRefusedAndSoIsAnotherType() {
    assertThat(Http.send("POST", "/fhir/Patient/$validate", Http.FHIR_JSON, NOTHING).statusCode())
        .isEqualTo(400);
    assertThat(validate("Patient", "{\"resourceType\":\"Device\"}").statusCode()).isEqualTo(400);
    assertThat(
            Http.send("POST", "/fhir/Patient/none/$validate", Http.FHIR_JSON, NOTHING).statusCode())
        .isEqualTo(404);
  }

  @Test
  void modesSayWhetherItCouldBeStoredOrDeleted() {
    Parameters create = new Parameters();
    Observation lost = new Observation();
    lost.setStatus(Observation.ObservationStatus.FINAL);
    lost.getCode().setText("x");
    lost.getSubject().setReference("Patient/not-there");
    create.addParameter().setName("resource").setResource(lost);
    assertThat(errors(outcome(validate("Observation", json(create))))).isEmpty();
    create.addParameter("mode", new CodeType("create"));
    assertThat(errors(outcome(validate("Observation", json(create)))))
        .anyMatch(error -> error.contains("Patient/not-there") || error.contains("subject"));

    String patient = stored(new org.hl7.fhir.r4.model.Patient());
    lost.getSubject().setReference(patient);
    stored(lost);
    OperationOutcome referred =
        outcome(
            Http.send(
                "POST", "/fhir/" + patient + "/$validate?mode=delete", Http.FHIR_JSON, NOTHING));
    assertThat(errors(referred)).anyMatch(error -> error.contains("is referred to"));
    String free = stored(new org.hl7.fhir.r4.model.Patient());
    OperationOutcome may =
        outcome(
            Http.send("POST", "/fhir/" + free + "/$validate?mode=delete", Http.FHIR_JSON, NOTHING));
    assertThat(errors(may)).isEmpty();
    assertThat(read(free).getIdElement().getIdPart()).isEqualTo(free.split("/")[1]);
    OperationOutcome update =
        outcome(
            Http.post(
                "/fhir/" + free + "/$validate?mode=update",
                Http.FHIR_JSON,
                "{\"resourceType\":\"Patient\",\"id\":\"other\"}"));
    assertThat(errors(update)).anyMatch(error -> error.contains("Patient.id"));
  }

  @Test
  void aStoredResourceIsValidatedByGetAsWell() {
    String patient = stored(new org.hl7.fhir.r4.model.Patient());
    assertThat(errors(outcome(Http.get("/fhir/" + patient + "/$validate")))).isEmpty();
    assertThat(
            errors(
                outcome(
                    Http.get(
                        "/fhir/"
                            + patient
                            + "/$validate?mode=profile&profile="
                            + "http://hl7.org/fhir/StructureDefinition/Patient"))))
        .isEmpty();
  }

  @Test
  void ourDefinitionsAreReadAndFoundByTheirAddress() {
    StructureDefinition report = (StructureDefinition) read("StructureDefinition/ecg-report");
    assertThat(report.getUrl()).isEqualTo(Codes.REPORT_PROFILE);
    Bundle found = (Bundle) read("StructureDefinition?url=" + Codes.REPORT_PROFILE);
    assertThat(found.getEntry()).hasSize(1);
    assertThat(((Bundle) read("StructureDefinition?url=https://example.org/x")).getEntry())
        .isEmpty();
    assertThat(((Bundle) read("ValueSet")).getEntry()).hasSizeGreaterThan(3);
    assertThat(read("CodeSystem/ecg-reading").fhirType()).isEqualTo("CodeSystem");
    assertThat(Http.get("/fhir/StructureDefinition/none").statusCode()).isEqualTo(404);
    assertThat(Http.post("/fhir/StructureDefinition", Http.FHIR_JSON, json(report)).statusCode())
        .isBetween(400, 405);
  }

  @Test
  void theCapabilityStatementNamesTheProfilesOfItsTypes() {
    CapabilityStatement statement = (CapabilityStatement) read("metadata");
    assertThat(statement.getRestFirstRep().getResource())
        .anySatisfy(
            resource -> {
              assertThat(resource.getType()).isEqualTo("Task");
              assertThat(resource.getSupportedProfile().get(0).getValue())
                  .isEqualTo(Codes.ANALYSIS_TASK_PROFILE);
              assertThat(resource.getOperation())
                  .anyMatch(operation -> operation.getName().equals("validate"));
            })
        .anyMatch(resource -> resource.getType().equals("StructureDefinition"));
  }
}
