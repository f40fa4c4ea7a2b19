package org.einthoven.server.analysis;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.inference.ModelIdentity;
import org.einthoven.server.SampleRecordings;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithShadow;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.intake.Intake;
import org.einthoven.server.intake.Registration;
import org.einthoven.server.intake.Submissions;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.JobLease;
import org.einthoven.server.store.JobQueue;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.ShadowScore;
import org.einthoven.server.store.ShadowScores;
import org.einthoven.server.telemetry.Metrics;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithShadow.class)
@QuarkusTestResource(TestDatabase.class)
class ShadowAnalysisTest {

  private static final Duration LEASE = Duration.ofMinutes(2);

  @Inject Intake intake;
  @Inject Submissions submissions;
  @Inject ReportWriting writing;
  @Inject RecordingReader reader;
  @Inject EarlierEcgs earlierEcgs;
  @Inject ShadowScoring shadows;
  @Inject ShadowScores scores;
  @Inject JobQueue jobs;
  @Inject Metrics metrics;
  @Inject RandomGenerator random;
  @Inject Clock clock;
  @Inject EinthovenSettings settings;
  @Inject ResourceStore resources;
  @Inject IdSource ids;

  @Test
  void modelsInShadowScoreWhatTheActiveOneScored() throws IOException {
    JobLease lease = register(sinus(31));
    assertThat(analysis(shadows).run(lease)).isPresent();

    List<ShadowScore> kept = scores.of(lease.recording());
    assertThat(kept).extracting(ShadowScore::model).containsExactly("dfnet/1.1.0", "dfnet/1.2.0");
    ShadowScore copy = kept.get(0);
    assertThat(copy.activeModel()).isEqualTo("dfnet/1.0.0");
    assertThat(copy.weightsSha256()).isEqualTo(copy.activeWeightsSha256());
    assertThat(copy.failure()).isNull();
    assertThat(copy.agreement().get("beat").same()).isGreaterThan(5);
    assertThat(copy.agreement().get("beat").different()).isZero();
    assertThat(copy.agreement().get("infarction").same()).isOne();
    JsonNode json = new ObjectMapper().readTree(copy.scores());
    assertThat(json.at("/beats/probabilities/N").size())
        .isEqualTo((int) copy.agreement().get("beat").same());
    assertThat(json.at("/infarction/probability").isNumber()).isTrue();
    assertThat(kept.get(1).agreement().get("infarction").different()).isOne();
  }

  @Test
  void nothingOfAShadowStandsInTheReport() {
    JobLease lease = register(sinus(32));
    ResourceId report = analysis(shadows).run(lease).orElseThrow();

    String text =
        new String(resources.current(report).orElseThrow().json(), StandardCharsets.UTF_8);
    assertThat(text).contains("1.0.0").doesNotContain("1.1.0").doesNotContain("1.2.0");
    given()
        .get("/fhir/Device?_count=100")
        .then()
        .statusCode(200)
        .body(not(containsString("1.1.0")));
  }

  @Test
  void aShadowThatFailsIsNotedWithoutWhatWasSentAndHarmsNothing() {
    ShadowModel failing =
        new ShadowModel(
            new ModelIdentity(
                "dfnet", "1.3.0", "a".repeat(64), "b".repeat(64), "1", "c".repeat(64)),
            recording -> {
              throw new ArithmeticException("about Fictitious");
            });
    JobLease lease = register(sinus(33));
    ResourceId report = analysis(new ShadowScoring(List.of(failing))).run(lease).orElseThrow();

    assertThat(report.type()).isEqualTo("DiagnosticReport");
    ShadowScore kept = scores.of(lease.recording()).get(0);
    assertThat(kept.failure())
        .contains(ArithmeticException.class.getName())
        .doesNotContain("Fictitious");
    assertThat(kept.scores()).isNull();
    assertThat(kept.agreement()).isEmpty();
  }

  @Test
  void aLostLeaseKeepsNoScores() {
    JobLease lost = register(sinus(34));
    jobs.again(lost, Duration.ZERO, "test");
    JobLease claimed =
        jobs.claim(ids.next(), 1000, LEASE).stream()
            .filter(other -> other.recording().equals(lost.recording()))
            .findFirst()
            .orElseThrow();

    assertThat(analysis(shadows).run(lost)).isEmpty();
    assertThat(scores.of(lost.recording())).isEmpty();
    assertThat(analysis(shadows).run(claimed)).isPresent();
    assertThat(scores.of(lost.recording())).hasSize(2);
  }

  @Test
  void whatTheActiveModelWasNotAskedNoShadowIsAsked() {
    JobLease lease = register(SampleRecordings.of(35));
    assertThat(analysis(shadows).run(lease)).isPresent();

    assertThat(scores.of(lease.recording())).isEmpty();
  }

  @Test
  void operatorsSeeTheModelsAndHowOftenTheyAgree() {
    assertThat(analysis(shadows).run(register(sinus(36)))).isPresent();

    given()
        .get("/models")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("active.version", is("1.0.0"))
        .body("shadows.version", hasItems("1.1.0", "1.2.0"))
        .body("comparisons.find { it.shadow == 'dfnet/1.1.0' }.agreement.beat.same", greaterThan(5))
        .body("comparisons.find { it.shadow == 'dfnet/1.1.0' }.agreement.beat.different", is(0))
        .body(
            "comparisons.find { it.shadow == 'dfnet/1.2.0' }.agreement.infarction.different",
            greaterThan(0));
    given()
        .get("/q/metrics")
        .then()
        .body(
            containsString(
                "einthoven_shadow_recordings_total{model=\"dfnet/1.1.0\",outcome=\"scored\"}"))
        .body(
            containsString(
                "einthoven_shadow_answers_total{answer=\"different\",head=\"infarction\","
                    + "model=\"dfnet/1.2.0\"}"));
  }

  private static Recording sinus(long seed) {
    return EcgSynthesis.of(SyntheticRhythm.SINUS, seed).make().recording();
  }

  private Analysis analysis(ShadowScoring by) {
    return new Analysis(writing, reader, earlierEcgs, by, jobs, metrics, random, clock, settings);
  }

  private JobLease register(Recording recording) {
    Registration.New accepted =
        (Registration.New)
            QuarkusTransaction.requiringNew()
                .call(
                    () ->
                        intake.registerClaimed(
                            submissions.of(recording, ids.next().toString()), ids.next(), LEASE));
    return accepted.lease().orElseThrow();
  }
}
