package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpResponse;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithDelivery;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Subscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subscriptions that cannot be carried out, and what the capability statement says of them. */
@QuarkusTest
@TestProfile(WithDelivery.class)
@QuarkusTestResource(TestDatabase.class)
class SubscriptionRefusalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Nothing?x=y; http://example.org/; ; Subscription.criteria",
        "Patient?shoe-size=44; http://example.org/; ; Subscription.criteria",
        "Patient?_sort=name; http://example.org/; ; Subscription.criteria",
        "https://einthoven.org/fhir/SubscriptionTopic/x; http://a.org/; ; Subscription.criteria",
        "Patient; ftp://example.org/; ; Subscription.channel.endpoint",
        "Patient; http://user:word@example.org/; ; Subscription.channel.endpoint",
        "Patient; /relative; ; Subscription.channel.endpoint",
        "Patient; http://example.org/; Host: x; Subscription.channel.header[0]",
        "Patient; http://example.org/; no header; Subscription.channel.header[0]",
        "Patient; http://example.org/; Einthoven-Signing-Secret: short; Subscription.channel.header[0]"
      })
  void whatCannotBeDoneIsRefusedWithItsPlace(
      String criteria, String endpoint, String header, String place) {
    Subscription subscription = SubscriptionBodies.byCriteria(criteria, endpoint);
    if (header != null) {
      subscription.getChannel().addHeader(header);
    }
    HttpResponse<String> refused = SubscriptionBodies.send(subscription);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
    OperationOutcome outcome = (OperationOutcome) Reports.parsed(refused).resource();
    assertThat(outcome.getIssueFirstRep().getExpression().get(0).getValue()).isEqualTo(place);
  }

  @Test
  void theCapabilityStatementNamesTheTopics() {
    CapabilityStatement statement = (CapabilityStatement) Reports.read("metadata");
    assertThat(statement.getRestFirstRep().getResource())
        .filteredOn(resource -> resource.getType().equals("Subscription"))
        .flatExtracting(resource -> resource.getExtension())
        .extracting(extension -> extension.getValue().primitiveValue())
        .contains(SubscriptionBodies.TOPICS + "report-critical");
  }
}
