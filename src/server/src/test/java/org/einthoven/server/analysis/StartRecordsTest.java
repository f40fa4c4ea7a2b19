package org.einthoven.server.analysis;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StartRecordsTest {

  @Inject StartRecords records;
  @Inject Models models;

  private static List<String> details(String action) {
    return given()
        .accept("application/fhir+json")
        .get("/fhir/AuditEvent?subtype=" + action)
        .then()
        .statusCode(200)
        .extract()
        .path("entry.resource.outcomeDesc");
  }

  @Test
  void eachStartIsRecordedAndSettingsAndModelsWhenTheyChanged() {
    int starts = details("server-started").size();
    assertThat(starts).isPositive();
    assertThat(details("configuration-changed")).hasSize(1);
    assertThat(details("model-changed"))
        .singleElement()
        .asString()
        .contains(models.identity().weightsSha256())
        .contains(models.identity().manifestSha256());
    QuarkusTransaction.requiringNew().run(records::record);
    assertThat(details("server-started")).hasSize(starts + 1);
    assertThat(details("configuration-changed")).hasSize(1);
    assertThat(details("model-changed")).hasSize(1);
  }

  @Test
  void settingsAreToldWithoutSecrets() {
    assertThat(records.settings())
        .contains("einthoven.analysis.worker=true")
        .contains("einthoven.audit.directory=")
        .doesNotContain("password")
        .doesNotContain("secret");
  }
}
