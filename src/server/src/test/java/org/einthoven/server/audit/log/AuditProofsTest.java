package org.einthoven.server.audit.log;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.einthoven.ledger.Checkpoint;
import org.einthoven.ledger.Leaf;
import org.einthoven.ledger.MerkleHash;
import org.einthoven.ledger.Proofs;
import org.einthoven.ledger.SaltedItem;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.Test;

/** Proofs and checkpoints by the API, verified with the public key alone. */
@QuarkusTest
@TestProfile(WithoutSequencer.class)
@QuarkusTestResource(TestDatabase.class)
class AuditProofsTest {

  private final String family = "F" + UUID.randomUUID();

  private String patient() {
    return given()
        .contentType("application/fhir+json")
        .header("Einthoven-Sender", "sender-of-the-proofs-test")
        .body("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"" + family + "\"}]}")
        .post("/fhir/Patient")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String entryOf(String patient) {
    return given()
        .accept("application/fhir+json")
        .get("/fhir/AuditEvent?patient=Patient/" + patient)
        .then()
        .statusCode(200)
        .extract()
        .path("entry[0].resource.id");
  }

  private static Checkpoint signed() {
    return Exported.opened(
        given().post("/audit/checkpoint").then().statusCode(200).extract().asString());
  }

  private static List<MerkleHash> proof(JsonPath answer) {
    return answer.getList("proof", String.class).stream().map(MerkleHash::parse).toList();
  }

  @Test
  void aWriteIsProvenToBeInTheSignedTree() {
    String entry = entryOf(patient());
    Checkpoint checkpoint = signed();
    JsonPath answer =
        given()
            .get("/audit/proof/inclusion?entry=" + entry + "&size=" + checkpoint.size())
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(Leaf.parse(answer.getString("data")).id()).isEqualTo(entry);
    assertThat(
            Proofs.isIncluded(
                MerkleHash.leaf(answer.getString("data")),
                answer.getLong("position"),
                checkpoint.size(),
                proof(answer),
                checkpoint.root()))
        .isTrue();
    assertThat(answer.getString("data")).doesNotContain("sender-of-the-proofs-test");
  }

  @Test
  void aLaterCheckpointIsProvenToGoOnFromAnEarlierOne() {
    patient();
    Checkpoint before = signed();
    patient();
    patient();
    Checkpoint after = signed();
    assertThat(after.size()).isGreaterThan(before.size());
    JsonPath answer =
        given()
            .get("/audit/proof/consistency?from=" + before.size() + "&to=" + after.size())
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(
            Proofs.isConsistent(
                before.size(), before.root(), after.size(), after.root(), proof(answer)))
        .isTrue();
  }

  @Test
  void anExportIsVerifiedWithTheKeyAndHeldCheckpointsAndTellsNobody() {
    String patient = patient();
    Checkpoint held = signed();
    patient();
    Exported export = Exported.of("");
    assertThat(export.leaves()).hasSize((int) export.checkpoint().size());
    assertThat(export.findings(held)).isEmpty();
    assertThat(export.text())
        .doesNotContain("sender-of-the-proofs-test")
        .doesNotContain(patient)
        .doesNotContain(family);
  }

  @Test
  void anExportWithOpeningsShowsWhatEveryLeafVouchesFor() {
    String patient = patient();
    Exported export = Exported.of("?openings=true");
    assertThat(export.findings()).isEmpty();
    assertThat(export.text()).contains("agent sender-of-the-proofs-test").contains(patient);
    for (JsonNode line : export.leaves()) {
      Leaf leaf = Leaf.parse(line.path("data").asText());
      assertThat(line.path("items")).hasSize(leaf.items().size());
      for (int i = 0; i < leaf.items().size(); i++) {
        JsonNode item = line.path("items").get(i);
        SaltedItem opened =
            new SaltedItem(
                HexFormat.of().parseHex(item.path("salt").asText()), item.path("text").asText());
        assertThat(opened.hash()).isEqualTo(leaf.items().get(i));
      }
    }
  }

  @Test
  void checkpointsAndTheKeyLieOutsideTheDatabase() throws IOException {
    patient();
    String note = given().post("/audit/checkpoint").then().statusCode(200).extract().asString();
    given().get("/audit/checkpoint").then().statusCode(200).body(equalTo(note));
    Path folder =
        Path.of(ConfigProvider.getConfig().getValue("einthoven.audit.directory", String.class));
    assertThat(folder.resolve("latest.txt")).hasContent(note);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))))
        .isEqualTo("rw-------");
    assertThat(folder.resolve("key.pub")).hasContent(Exported.key().toString());
    try (Stream<Path> kept = Files.walk(folder.resolve("checkpoints"))) {
      assertThat(kept.filter(Files::isRegularFile).toList())
          .anySatisfy(file -> assertThat(file).hasContent(note));
    }
    given().post("/audit/checkpoint").then().statusCode(200).body(equalTo(note));
  }

  @Test
  void whatIsNotThereOrMalformedIsRefusedWithThePlace() {
    signed();
    for (String bad :
        List.of("proof/inclusion", "proof/inclusion?entry=x", "proof/consistency?from=x")) {
      given().get("/audit/" + bad).then().statusCode(400).body(containsString("OperationOutcome"));
    }
    given().get("/audit/proof/consistency?from=0&to=1000000").then().statusCode(400);
    given()
        .get("/audit/proof/inclusion?entry=" + new UUID(1, 2))
        .then()
        .statusCode(404)
        .body(containsString("No leaf of this entry"));
    given().get("/audit/else").then().statusCode(404).body(containsString("/audit/checkpoint"));
    given().post("/audit/key").then().statusCode(404);
  }

  @Test
  void readinessAndMetricsTellHowLongLeavesWait() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'Transparency log' }.data.checkpoints", equalTo("signed"));
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("einthoven_audit_waiting_age_seconds "))
        .body(containsString("einthoven_audit_refused 0.0"));
  }
}
