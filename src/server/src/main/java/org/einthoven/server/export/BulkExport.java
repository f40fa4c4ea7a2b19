package org.einthoven.server.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.einthoven.fhir.waveform.GzipWaveformOutputStream;
import org.einthoven.fhir.waveform.TextForm;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.search.PatientCompartment;
import org.einthoven.server.store.WaveformStore;
import org.einthoven.server.store.export.ExportFiles;
import org.einthoven.server.store.export.ExportJobs;
import org.einthoven.server.store.export.ExportLease;
import org.einthoven.server.store.export.ExportRequest;
import org.einthoven.server.store.export.ExportSnapshot;
import org.einthoven.server.store.export.ExportSnapshots;

/**
 * Carries out one export: a file of each type, one resource a line, as it is stored, with its
 * waveforms, all from one snapshot.
 */
@Singleton
public class BulkExport {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** How many resources are written between two notes of how far it is. */
  private static final int NOTED = 1000;

  private final ExportSnapshots snapshots;
  private final ExportFiles files;
  private final ExportJobs jobs;
  private final WaveformStore store;
  private final AuditTrail audit;
  private volatile boolean stopping;

  BulkExport(
      ExportSnapshots snapshots,
      ExportFiles files,
      ExportJobs jobs,
      WaveformStore store,
      AuditTrail audit) {
    this.snapshots = snapshots;
    this.files = files;
    this.jobs = jobs;
    this.store = store;
    this.audit = audit;
  }

  /**
   * Runs it to its end.
   *
   * @throws org.einthoven.server.store.export.ExportLostException when it was cancelled or claimed
   *     by another meanwhile
   * @throws ExportStoppedException when this process stops
   */
  void run(ExportLease lease) throws IOException {
    ExportRequest request = lease.request();
    files.clear(lease);
    try (ExportSnapshot snapshot = snapshots.open()) {
      if (request.patients()) {
        snapshot.choose(PatientCompartment.DEFINITION);
      }
      for (String type : request.types()) {
        try (Lines lines = new Lines(lease, type + ".ndjson", type, false)) {
          snapshot.read(type, request.since(), lines::line);
        }
      }
      Instant since = request.since();
      if (since != null) {
        try (Lines lines = new Lines(lease, "deleted.ndjson", "Bundle", true)) {
          snapshot.deletions(
              request.types(), since, (type, id) -> lines.line(deletion(type + "/" + id)));
        }
      }
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                jobs.done(lease, snapshot.time());
                audit.record(
                    new AuditedEvent(
                        AuditedAction.EXPORT_FINISHED,
                        AuditedEvent.Outcome.SUCCESS,
                        request.requester(),
                        List.of(),
                        null,
                        request.id().toString()));
              });
    }
  }

  /** Lets what runs end soon, unfinished. */
  void stop() {
    stopping = true;
  }

  /** A deletion as the Bulk Data Access IG wants it: a transaction that would do it. */
  private static byte[] deletion(String reference) throws IOException {
    ObjectNode bundle = JSON.createObjectNode().put("resourceType", "Bundle");
    bundle.put("type", "transaction");
    bundle
        .putArray("entry")
        .addObject()
        .putObject("request")
        .put("method", "DELETE")
        .put("url", reference);
    return JSON.writeValueAsBytes(bundle);
  }

  /** A file that comes to be with its first line. */
  private final class Lines implements AutoCloseable {

    private final ExportLease lease;
    private final String name;
    private final String type;
    private final boolean deleted;
    private OutputStream out = OutputStream.nullOutputStream();
    private final LineWaveforms waveforms = new LineWaveforms(store);
    private long count;

    Lines(ExportLease lease, String name, String type, boolean deleted) {
      this.lease = lease;
      this.name = name;
      this.type = type;
      this.deleted = deleted;
    }

    void line(byte[] json) throws IOException {
      if (count == 0) {
        out =
            new GzipWaveformOutputStream(
                files.create(lease, name, type, deleted), TextForm.JSON, waveforms);
      }
      waveforms.expect(json);
      out.write(json);
      out.write('\n');
      count++;
      if (count % NOTED == 0) {
        files.progress(lease, NOTED);
        if (stopping) {
          throw new ExportStoppedException();
        }
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
      if (count > 0) {
        files.count(lease, name, count);
        files.progress(lease, count % NOTED);
      }
    }
  }
}
