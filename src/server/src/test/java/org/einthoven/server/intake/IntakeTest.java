package org.einthoven.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.SentIdentifier;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.recording.Subjects;
import org.einthoven.server.SampleRecordings;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithoutWorker;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.JobQueue;
import org.einthoven.server.store.JobState;
import org.einthoven.server.store.RecordingStore;
import org.einthoven.server.store.ResourceStore;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(TestDatabase.class)
class IntakeTest {

  @Inject Intake intake;
  @Inject Submissions submissions;
  @Inject RecordingStore recordings;
  @Inject ResourceStore resources;
  @Inject ResourceWriter writer;
  @Inject JobQueue jobs;
  @Inject IdSource ids;
  @Inject DataSource database;

  @Test
  void anAcceptedRecordingIsThereWithSourceTaskJobAuditAndNotice() throws Exception {
    String sender = newName();
    Recording sent = SampleRecordings.of(11);
    Registration accepted = register(sent, sender);

    assertThat(accepted).isInstanceOf(Registration.New.class);
    Recording kept = recordings.recording(accepted.recordingId()).orElseThrow();
    assertThat(kept)
        .usingRecursiveComparison()
        .withEqualsForType(Float::equals, Float.class)
        .isEqualTo(sent);
    assertThat(resources.current(accepted.source())).isPresent();
    assertThat(new String(resources.current(accepted.task()).orElseThrow().json(), "UTF-8"))
        .contains("\"requested\"")
        .contains(accepted.source().reference());
    assertThat(jobs.state(accepted.recordingId())).contains(JobState.WAITING);
    assertThat(
            count(
                "select count(*) from audit_entry where action = 'recording-accepted' and agent = '"
                    + sender
                    + "'"))
        .isEqualTo(1);
    assertThat(
            count(
                "select count(*) from outbox_message where resources ? '"
                    + accepted.source().reference()
                    + "/_history/1'"))
        .isEqualTo(1);
  }

  @Test
  void theSameRecordingAgainIsARepeatThatIsAudited() throws Exception {
    String sender = newName();
    Registration first = register(SampleRecordings.of(12), sender);
    Registration second = register(SampleRecordings.of(12), sender);

    assertThat(second)
        .isInstanceOf(Registration.Repeat.class)
        .extracting(Registration::recordingId, Registration::source, Registration::task)
        .containsExactly(first.recordingId(), first.source(), first.task());
    assertThat(
            count(
                "select count(*) from audit_entry where action = 'recording-repeated' and agent = '"
                    + sender
                    + "'"))
        .isEqualTo(1);
  }

  @Test
  void anotherSenderPatientOrSignalMakesAnotherRecording() {
    String sender = newName();
    SentIdentifier patient = new SentIdentifier("urn:oid:1.2", newName());
    register(SampleRecordings.of(13, patient), sender);

    assertThat(register(SampleRecordings.of(13, patient), newName()))
        .isInstanceOf(Registration.New.class);
    assertThat(register(SampleRecordings.of(14, patient), sender))
        .isInstanceOf(Registration.New.class);
    assertThat(
            register(SampleRecordings.of(13, new SentIdentifier("urn:oid:1.2", newName())), sender))
        .isInstanceOf(Registration.New.class);
  }

  @Test
  void ofManyThatSendTheSameAtTheSameTimeOneIsNew() throws Exception {
    String sender = newName();
    Callable<Registration> send = () -> register(SampleRecordings.of(15), sender);
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<Registration>> sent =
          threads.invokeAll(List.of(send, send, send, send, send, send));
      int news = 0;
      UUID recording = null;
      for (Future<Registration> one : sent) {
        news += one.get() instanceof Registration.New ? 1 : 0;
        assertThat(recording == null || recording.equals(one.get().recordingId())).isTrue();
        recording = one.get().recordingId();
      }
      assertThat(news).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void nothingIsLeftOfATransactionThatFails() throws Exception {
    String sender = newName();
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () -> {
                          intake.register(submissions.of(SampleRecordings.of(16), sender));
                          throw new IllegalStateException("on purpose");
                        }))
        .hasStackTraceContaining("on purpose");
    assertThat(count("select count(*) from recording where sender = '" + sender + "'")).isZero();
    assertThat(count("select count(*) from audit_entry where agent = '" + sender + "'")).isZero();
    assertThat(register(SampleRecordings.of(16), sender)).isInstanceOf(Registration.New.class);
  }

  @Test
  void theOnePatientWithTheIdentifierIsTheSubject() {
    SentIdentifier identifier = new SentIdentifier("urn:oid:2.16.1", newName());
    String patient = patient(identifier);
    Registration.New accepted =
        (Registration.New) register(SampleRecordings.of(17, identifier), newName());
    assertThat(Subjects.reference(accepted.written())).isEqualTo("Patient/" + patient);
  }

  @Test
  void noPatientIsGuessed() {
    SentIdentifier twice = new SentIdentifier("urn:oid:2.16.1", newName());
    patient(twice);
    patient(twice);
    SentIdentifier elsewhere = new SentIdentifier("urn:oid:2.16.9", newName());
    patient(new SentIdentifier("urn:oid:2.16.1", elsewhere.value()));
    for (SentIdentifier sent :
        List.of(
            twice,
            elsewhere,
            new SentIdentifier(null, elsewhere.value()),
            new SentIdentifier("urn:oid:2.16.1", newName()))) {
      Registration.New accepted =
          (Registration.New) register(SampleRecordings.of(18, sent), newName());
      assertThat(Subjects.reference(accepted.written())).isEmpty();
    }
  }

  @Test
  void auditEntriesCannotBeChanged() throws Exception {
    register(SampleRecordings.of(19), newName());
    assertThatThrownBy(() -> execute("update audit_entry set agent = 'nobody'"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("never changed");
    assertThatThrownBy(() -> execute("delete from audit_entry"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("never changed");
  }

  private String patient(SentIdentifier identifier) {
    Patient patient = new Patient();
    patient.addIdentifier().setSystem(identifier.authority()).setValue(identifier.value());
    return QuarkusTransaction.requiringNew()
        .call(() -> writer.create(FhirResource.of(patient)).id());
  }

  private Registration register(Recording recording, String sender) {
    return QuarkusTransaction.requiringNew()
        .call(() -> intake.register(submissions.of(recording, sender)));
  }

  private String newName() {
    return ids.next().toString();
  }

  private long count(String query) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
