package org.einthoven.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithoutExports;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.export.ExportFiles;
import org.einthoven.server.store.export.ExportJobs;
import org.einthoven.server.store.export.ExportLease;
import org.einthoven.server.store.export.ExportLostException;
import org.einthoven.server.store.export.ExportRequest;
import org.einthoven.server.store.export.ExportState;
import org.hl7.fhir.r4.model.Specimen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutExports.class)
@QuarkusTestResource(TestDatabase.class)
class ExportWorkerTest {

  private static final String SENDER = "worker test";

  @Inject ExportWorker worker;
  @Inject ExportJobs jobs;
  @Inject ExportFiles files;
  @Inject ResourceWriter writer;
  @Inject IdSource ids;
  @Inject Clock clock;

  private UUID job = new UUID(0, 0);

  @AfterEach
  void remove() {
    QuarkusTransaction.requiringNew().run(() -> jobs.remove(job, SENDER));
  }

  private void add() {
    job = ids.next();
    ExportRequest request =
        new ExportRequest(job, SENDER, "http://x/$export", false, List.of("Specimen"), null);
    assertThat(QuarkusTransaction.requiringNew().call(() -> jobs.add(request, 2))).isTrue();
  }

  private ExportState state() {
    return jobs.find(job, SENDER).orElseThrow();
  }

  /** As a process claims it that dies at once. */
  private ExportLease claimAndDie() {
    return jobs.claim(ids.next(), Duration.ofMillis(-1)).orElseThrow();
  }

  @Test
  void anInterruptedExportIsBegunAnewAndTheFirstOneWritesNoMore() throws IOException {
    String id =
        QuarkusTransaction.requiringNew()
            .call(() -> writer.create(FhirResource.of(new Specimen())))
            .id();
    add();
    ExportLease dead = claimAndDie();
    OutputStream half = files.create(dead, "Specimen.ndjson", "Specimen", false);
    half.write(new byte[] {1, 2, 3});
    half.close();

    assertThat(worker.workOnce()).isTrue();

    assertThat(state().failure()).isNull();
    assertThat(state().finishedAt()).isNotNull();
    assertThat(state().files()).hasSize(1);
    assertThat(state().written()).isEqualTo(state().files().get(0).resources());
    String text =
        new String(
            new GZIPInputStream(files.read(job, "Specimen.ndjson")).readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(text).contains(id);
    assertThatThrownBy(() -> files.count(dead, "Specimen.ndjson", 7))
        .isInstanceOf(ExportLostException.class);
    assertThatThrownBy(() -> files.create(dead, "Device.ndjson", "Device", false))
        .isInstanceOf(ExportLostException.class);
    assertThatThrownBy(
            () -> QuarkusTransaction.requiringNew().run(() -> jobs.done(dead, clock.instant())))
        .isInstanceOf(ExportLostException.class);
  }

  @Test
  void anExportThatKillsItsProcessFailsWithAReason() {
    add();
    for (int i = 0; i < 3; i++) {
      claimAndDie();
    }
    assertThat(worker.workOnce()).isTrue();
    assertThat(state().failure()).contains("interrupted 3 times");
    assertThat(worker.workOnce()).isFalse();
  }

  @Test
  void aCancelledExportWritesNoMore() {
    add();
    ExportLease lease = jobs.claim(ids.next(), Duration.ofMinutes(1)).orElseThrow();
    QuarkusTransaction.requiringNew().run(() -> jobs.remove(job, SENDER));
    assertThatThrownBy(() -> files.create(lease, "Device.ndjson", "Device", false))
        .isInstanceOf(ExportLostException.class);
  }

  @Test
  void aFinishedExportGoesWithItsFilesWhenItExpires() throws IOException {
    add();
    worker.workOnce();
    jobs.expire(clock.instant().minus(Duration.ofHours(1)));
    assertThat(jobs.find(job, SENDER)).isPresent();
    jobs.expire(clock.instant().plusSeconds(1));
    assertThat(jobs.find(job, SENDER)).isEmpty();
    assertThat(files.read(job, "Specimen.ndjson").read()).isEqualTo(-1);
  }
}
