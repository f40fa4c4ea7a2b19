package org.einthoven.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FhirTextTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ReadResult.Refused refused(ParsedFhir parsed) {
    assertThat(parsed).isInstanceOf(ParsedFhir.Refused.class);
    return ((ParsedFhir.Refused) parsed).refusal();
  }

  @Test
  void an_unknown_element_is_refused_with_its_place() {
    ReadResult.Refused refused =
        refused(
            FhirText.readJson(
                bytes(
                    "{\"resourceType\":\"Observation\",\"component\":[{\"colour\":\"secret\"}]}")));
    assertThat(refused.reason()).isEqualTo(Reason.INVALID);
    assertThat(refused.problem()).contains("'colour'").doesNotContain("secret");
    assertThat(refused.place()).isEqualTo("Observation.component[0].colour");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "{\"request\":{\"method\":\"FETCH\",\"url\":\"Patient\"}} ~ Bundle.entry[1]",
        "{\"resource\":{\"resourceType\":\"Patient\",\"birthDate\":\"1950-13-99\"}} ~ Bundle.entry[1].resource",
        "{\"resource\":{\"resourceType\":\"Unicorn\"}} ~ Bundle.entry[1].resource",
        "{\"resource\":{\"active\":true}} ~ Bundle.entry[1].resource",
        "{\"resource\":{\"resourceType\":\"Patient\",\"active\":{\"x\":1}}} ~ Bundle.entry[1].resource.active.x",
        "{\"request\":{\"verb\":\"GET\"}} ~ Bundle.entry[1].request.verb"
      })
  void what_is_wrong_in_a_bundle_is_placed_at_its_entry(String entry, String place) {
    String bundle =
        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"resource\":{\"resourceType\":"
            + "\"Patient\",\"active\":true,\"birthDate\":\"1950-01-01\"}},"
            + entry
            + ",{\"shoe\":1}]}";
    assertThat(refused(FhirText.readJson(bytes(bundle))).place()).isEqualTo(place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<entry><resource><Patient><colour value=\"1\"/></Patient></resource></entry>",
        "<entry><resource><Patient><birthDate value=\"1950-13-99\"/></Patient></resource></entry>",
        "<entry><request><method value=\"FETCH\"/><url value=\"Patient\"/></request></entry>"
      })
  void what_is_wrong_in_a_bundle_in_xml_is_placed_at_its_entry(String entry) {
    String bundle =
        "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"batch\"/>"
            + "<entry><resource><Patient><active value=\"true\"/></Patient></resource></entry>"
            + entry
            + "<entry><shoe value=\"1\"/></entry></Bundle>";
    assertThat(refused(FhirText.readXml(bytes(bundle))).place()).isEqualTo("Bundle.entry[1]");
  }

  @Test
  void an_unknown_xml_element_is_refused() {
    assertThat(
            refused(
                    FhirText.readXml(
                        bytes(
                            "<Patient xmlns=\"http://hl7.org/fhir\"><colour value=\"1\"/></Patient>")))
                .problem())
        .contains("'colour'");
  }

  @Test
  void a_value_of_the_wrong_type_is_refused_without_being_repeated() {
    ReadResult.Refused refused =
        refused(
            FhirText.readJson(
                bytes("{\"resourceType\":\"Patient\",\"birthDate\":\"1950-13-99\"}")));
    assertThat(refused.problem()).doesNotContain("1950");
    assertThat(
            refused(
                    FhirText.readJson(
                        bytes("{\"resourceType\":\"Patient\",\"active\":\"perhaps\"}")))
                .problem())
        .doesNotContain("perhaps");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"resourceType\":\"Unicorn\"}", "[1]", "nonsense", "{\"a\""})
  void what_is_no_resource_is_refused(String body) {
    assertThat(FhirText.readJson(bytes(body))).isInstanceOf(ParsedFhir.Refused.class);
  }

  @Test
  void xml_with_a_document_type_never_reaches_the_parser() {
    String bomb =
        "<!DOCTYPE Patient [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
            + "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"&x;\"/></Patient>";
    assertThat(refused(FhirText.readXml(bytes(bomb))).reason()).isEqualTo(Reason.UNSAFE);
  }

  @Test
  void decimals_keep_their_precision() {
    String body = "{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":2.000}}";
    ParsedFhir.Parsed parsed = (ParsedFhir.Parsed) FhirText.readJson(bytes(body));
    assertThat(new String(parsed.resource().json(), StandardCharsets.UTF_8)).contains("2.000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceType\":\"Observation\",\"contained\":[{\"resourceType\":\"Patient\",\"id\":\"p\"}],"
            + "\"status\":\"final\",\"subject\":{\"reference\":\"#p\"}}",
        "{\"resourceType\":\"Observation\",\"contained\":[{\"resourceType\":\"Patient\",\"id\":\"p\"}],"
            + "\"status\":\"final\"}",
        "{\"resourceType\":\"Observation\",\"status\":\"final\",\"_status\":{\"id\":\"s\",\"extension\":"
            + "[{\"url\":\"urn:x\",\"valueString\":\"y\"}]}}",
        "{\"resourceType\":\"Patient\",\"name\":[{\"id\":\"n\",\"given\":[\"a\",null],\"_given\":"
            + "[null,{\"extension\":[{\"url\":\"urn:x\",\"valueBoolean\":true}]}]}]}",
        "{\"resourceType\":\"Observation\",\"implicitRules\":\"urn:r\",\"language\":\"de\","
            + "\"effectiveDateTime\":\"2015-02-19T09:30:35.1234567+01:00\"}",
        "{\"resourceType\":\"Observation\",\"subject\":{\"reference\":\"Patient/1/_history/2\"}}",
        "{\"resourceType\":\"Observation\",\"subject\":{\"reference\":\"https://example.org/fhir/Patient/1\"}}"
      })
  void what_is_read_is_written_again_without_loss(String body) {
    ParsedFhir.Parsed parsed = (ParsedFhir.Parsed) FhirText.readJson(bytes(body));
    assertThat(new String(parsed.resource().json(), StandardCharsets.UTF_8)).isEqualTo(body);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void a_refusal_becomes_an_outcome_with_place_and_remedy(Reason reason) {
    FhirResource outcome =
        Outcomes.refused(new ReadResult.Refused(reason, "the thing is bad", "A.b[0]", "mend it"));
    OperationOutcome.OperationOutcomeIssueComponent issue =
        ((OperationOutcome) outcome.resource()).getIssueFirstRep();
    assertThat(issue.getDiagnostics()).isEqualTo("The thing is bad. Mend it.");
    assertThat(issue.getExpression().get(0).getValue()).isEqualTo("A.b[0]");
    assertThat(R4Validation.errors(outcome)).isEmpty();
  }
}
