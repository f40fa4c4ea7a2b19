package org.einthoven.server.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.einthoven.server.SampleRecordings;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithoutWorker;
import org.einthoven.server.intake.Intake;
import org.einthoven.server.intake.Registration;
import org.einthoven.server.intake.Submissions;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.JobLease;
import org.einthoven.server.store.JobQueue;
import org.einthoven.server.store.ResourceId;
import org.junit.jupiter.api.Test;

/** Who waits for a report is woken, long before the next look. */
@QuarkusTest
@TestProfile(ReportWaitingTest.SeldomLooks.class)
@QuarkusTestResource(TestDatabase.class)
class ReportWaitingTest {

  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final int SOON_SECONDS = 60;

  /** The test is the worker, and the next look is an hour away. */
  public static class SeldomLooks extends WithoutWorker {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "einthoven.analysis.worker", "false",
          "einthoven.analysis.poll", "PT1H",
          "einthoven.analysis.patience", "PT1H");
    }
  }

  @Inject ReportWaiting waiting;
  @Inject Intake intake;
  @Inject Submissions submissions;
  @Inject Analysis analysis;
  @Inject JobQueue jobs;
  @Inject IdSource ids;

  private JobLease registered(int seed) {
    String sender = ids.next().toString();
    Registration.New added =
        (Registration.New)
            QuarkusTransaction.requiringNew()
                .call(
                    () ->
                        intake.registerClaimed(
                            submissions.of(SampleRecordings.of(seed), sender), ids.next(), LEASE));
    return added.lease().orElseThrow();
  }

  private CompletableFuture<ResourceId> begun(JobLease lease) {
    int before = waiting.waiting();
    CompletableFuture<ResourceId> report =
        CompletableFuture.supplyAsync(() -> waiting.await(lease.recording()));
    Awaitility.await().until(() -> waiting.waiting() == before + 1);
    return report;
  }

  @Test
  void theCommitOfTheReportWakesAllWhoWaitForIt() throws Exception {
    JobLease lease = registered(51);
    CompletableFuture<ResourceId> one = begun(lease);
    CompletableFuture<ResourceId> other = begun(lease);
    ResourceId made = analysis.run(lease).orElseThrow();
    assertThat(one.get(SOON_SECONDS, TimeUnit.SECONDS)).isEqualTo(made);
    assertThat(other.get(SOON_SECONDS, TimeUnit.SECONDS)).isEqualTo(made);
    assertThat(waiting.waiting()).isZero();
  }

  @Test
  void anAnalysisThatIsGivenUpEndsTheWait() throws Exception {
    JobLease lease = registered(52);
    CompletableFuture<ResourceId> report = begun(lease);
    QuarkusTransaction.requiringNew().run(() -> jobs.failed(lease, "made up"));
    Throwable told = report.handle((found, thrown) -> thrown).get(SOON_SECONDS, TimeUnit.SECONDS);
    assertThat(told).hasRootCauseInstanceOf(AnalysisFailedException.class);
  }
}
