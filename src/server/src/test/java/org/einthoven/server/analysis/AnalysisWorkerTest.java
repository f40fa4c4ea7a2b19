package org.einthoven.server.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.einthoven.server.SampleRecordings;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.intake.Intake;
import org.einthoven.server.intake.Submissions;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.JobQueue;
import org.einthoven.server.store.JobState;
import org.einthoven.server.store.RecordingStore;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AnalysisWorkerTest {

  @Inject Intake intake;
  @Inject Submissions submissions;
  @Inject JobQueue jobs;
  @Inject RecordingStore recordings;
  @Inject IdSource ids;
  @Inject AnalysisWorker worker;

  @Test
  void everyRecordingThatIsCommittedGetsItsReport() {
    List<UUID> accepted = new ArrayList<>();
    for (int seed = 100; seed < 120; seed++) {
      long one = seed;
      accepted.add(
          QuarkusTransaction.requiringNew()
              .call(
                  () ->
                      intake
                          .register(submissions.of(SampleRecordings.of(one), ids.next().toString()))
                          .recordingId()));
    }
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> {
              for (UUID recording : accepted) {
                assertThat(jobs.state(recording)).contains(JobState.DONE);
                assertThat(recordings.facts(recording).orElseThrow().report()).isPresent();
              }
            });
    assertThat(worker.isWell()).isTrue();
  }
}
