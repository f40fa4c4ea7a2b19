package org.einthoven.server.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.inference.reading.Examination;
import org.einthoven.server.SampleRecordings;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithoutWorker;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.intake.Intake;
import org.einthoven.server.intake.Registration;
import org.einthoven.server.intake.Submissions;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.JobLease;
import org.einthoven.server.store.JobQueue;
import org.einthoven.server.store.JobState;
import org.einthoven.server.store.RecordingStore;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.telemetry.Metrics;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(TestDatabase.class)
class AnalysisTest {

  private static final Duration LEASE = Duration.ofMinutes(2);

  @Inject Intake intake;
  @Inject Submissions submissions;
  @Inject ReportWriting writing;
  @Inject RecordingReader reader;
  @Inject EarlierEcgs earlierEcgs;
  @Inject ShadowScoring shadows;
  @Inject JobQueue jobs;
  @Inject Metrics metrics;
  @Inject RandomGenerator random;
  @Inject Clock clock;
  @Inject EinthovenSettings settings;
  @Inject RecordingStore recordings;
  @Inject ResourceStore resources;
  @Inject ImmediateAnalysis immediate;
  @Inject IdSource ids;

  @Test
  void theReportIsStoredWithItsTaskAndTheJobIsDone() {
    Registration.New accepted = register(21, ids.next());
    ResourceId report = analysis(reader).run(lease(accepted)).orElseThrow();

    assertThat(report.type()).isEqualTo("DiagnosticReport");
    assertThat(text(report)).contains("\"preliminary\"");
    assertThat(text(accepted.task()))
        .contains("\"completed\"")
        .contains("DiagnosticReport/" + report.id());
    assertThat(jobs.state(accepted.recordingId())).contains(JobState.DONE);
    assertThat(recordings.facts(accepted.recordingId()).orElseThrow().report()).contains(report);
  }

  @Test
  void aRepeatNamesTheReportThatIsThere() {
    String sender = ids.next().toString();
    Registration.New accepted = register(22, ids.next(), sender);
    ResourceId report = analysis(reader).run(lease(accepted)).orElseThrow();
    Registration again =
        QuarkusTransaction.requiringNew()
            .call(() -> intake.register(submissions.of(SampleRecordings.of(22), sender)));
    assertThat(((Registration.Repeat) again).report()).contains(report);
  }

  @Test
  void aFailureGivesTheJobBackAndStoresNothing() {
    Registration.New accepted = register(23, ids.next());
    assertThat(analysis(AnalysisTest::fail).run(lease(accepted))).isEmpty();
    assertThat(jobs.state(accepted.recordingId())).contains(JobState.WAITING);
    assertThat(text(accepted.task())).contains("\"requested\"");
    assertThat(recordings.facts(accepted.recordingId()).orElseThrow().report()).isEmpty();
  }

  @Test
  void theLastFailureFailsTheTaskAndSaysWhyWithoutWhatWasSent() {
    Registration.New accepted = register(24, ids.next());
    JobLease last = lastAttempt(accepted);
    assertThat(analysis(AnalysisTest::fail).run(last)).isEmpty();

    assertThat(jobs.state(accepted.recordingId())).contains(JobState.FAILED);
    assertThat(text(accepted.task()))
        .contains("\"failed\"")
        .contains(ArithmeticException.class.getName())
        .doesNotContain("Fictitious");
  }

  @Test
  void aJobThatEndedItsWorkersTooOftenIsGivenUpUntried() {
    Registration.New accepted = register(25, ids.next());
    JobLease last = lastAttempt(accepted);
    JobLease beyond = claimAgain(last);
    List<Recording> tried = new ArrayList<>();
    RecordingReader noting =
        recording -> {
          tried.add(recording);
          return fail(recording);
        };
    assertThat(analysis(noting).run(beyond)).isEmpty();
    assertThat(tried).isEmpty();
    assertThat(text(accepted.task())).contains("\"failed\"");
  }

  @Test
  void aReportWhoseLeaseWasLostIsNotStored() {
    Registration.New accepted = register(26, ids.next());
    JobLease first = lease(accepted);
    JobLease second = claimAgain(first);

    assertThat(analysis(reader).run(first)).isEmpty();
    assertThat(recordings.facts(accepted.recordingId()).orElseThrow().report()).isEmpty();
    assertThat(analysis(reader).run(second)).isPresent();
  }

  @Test
  void whoeverWaitsGetsTheReport() {
    try (ImmediateAnalysis.Seat seat = immediate.open()) {
      Registration.New accepted = register(27, seat.owner());
      ResourceId report = seat.analyse(lease(accepted));
      assertThat(recordings.facts(accepted.recordingId()).orElseThrow().report()).contains(report);
    }
  }

  @Test
  void moreThanCanBeWaitedForAreToldToComeBack() {
    List<ImmediateAnalysis.Seat> seats = new ArrayList<>();
    try {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  seats.add(immediate.open());
                }
              })
          .isInstanceOfSatisfying(
              AnalysisBusyException.class, busy -> assertThat(busy.retryAfter()).isPositive());
      assertThat(seats).isNotEmpty();
    } finally {
      seats.forEach(ImmediateAnalysis.Seat::close);
    }
    immediate.open().close();
  }

  private static Examination fail(Recording recording) {
    throw new ArithmeticException("about " + recording.patient().familyName());
  }

  private Analysis analysis(RecordingReader by) {
    return new Analysis(writing, by, earlierEcgs, shadows, jobs, metrics, random, clock, settings);
  }

  private JobLease lastAttempt(Registration.New accepted) {
    JobLease lease = lease(accepted);
    while (lease.attempt() < settings.analysis().attempts()) {
      lease = claimAgain(lease);
    }
    return lease;
  }

  /** The lease is given back at once and claimed by another, as after its end. */
  private JobLease claimAgain(JobLease lease) {
    assertThat(jobs.again(lease, Duration.ZERO, "test")).isTrue();
    Optional<JobLease> again =
        jobs.claim(ids.next(), 1000, LEASE).stream()
            .filter(claimed -> claimed.recording().equals(lease.recording()))
            .findFirst();
    return again.orElseThrow();
  }

  private static JobLease lease(Registration.New accepted) {
    return accepted.lease().orElseThrow();
  }

  private Registration.New register(long seed, UUID owner) {
    return register(seed, owner, ids.next().toString());
  }

  private Registration.New register(long seed, UUID owner, String sender) {
    return (Registration.New)
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    intake.registerClaimed(
                        submissions.of(SampleRecordings.of(seed), sender), owner, LEASE));
  }

  private String text(ResourceId id) {
    return new String(resources.current(id).orElseThrow().json(), StandardCharsets.UTF_8);
  }
}
