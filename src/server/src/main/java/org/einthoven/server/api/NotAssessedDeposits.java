package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.Outcomes;
import org.einthoven.fhir.recording.EcgInput;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.outbox.Outbox;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.Hash;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.NotAssessedStore;
import org.einthoven.server.store.PayloadStore;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.VersionId;

/**
 * Accepts ECGs that are valid and cannot be analysed: payload, Observations, report, audit entry
 * and notice commit together, and the same one again makes no second report.
 */
@Singleton
public class NotAssessedDeposits {

  private final ResourceReader stored;
  private final ResourceWriter writer;
  private final PayloadStore payloads;
  private final NotAssessedStore kept;
  private final NotAssessed reports;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final IdSource ids;

  /** Into the store. */
  public NotAssessedDeposits(
      ResourceReader stored,
      ResourceWriter writer,
      PayloadStore payloads,
      NotAssessedStore kept,
      NotAssessed reports,
      AuditTrail audit,
      Outbox outbox,
      IdSource ids) {
    this.stored = stored;
    this.writer = writer;
    this.payloads = payloads;
    this.kept = kept;
    this.reports = reports;
    this.audit = audit;
    this.outbox = outbox;
    this.ids = ids;
  }

  /** Stores the Observations of one ECG. */
  void store(
      List<Deposit> group,
      EcgInput.NotAnalysable why,
      Exchange exchange,
      Map<Deposit, Deposited> done) {
    Deposit first = group.get(0);
    for (Deposit deposit : group) {
      writer.expect(deposit.id(), deposit.expected());
    }
    InboundBody body = exchange.body();
    NotAssessedStore.Kept added =
        new NotAssessedStore.Kept(
            repeatKey(group, exchange.sender()),
            exchange.sender(),
            payloads.keep(body.bytes(), body.mediaType()),
            first.place(),
            group.stream().map(Deposit::id).toList(),
            new ResourceId("DiagnosticReport", ids.next().toString()));
    Optional<NotAssessedStore.Kept> earlier = kept.keep(added);
    if (earlier.isPresent() && (!first.put() || unchanged(group))) {
      repeat(group, earlier.get(), added, done);
      return;
    }
    if (earlier.isPresent()) {
      kept.reportedAgain(added.repeatKey(), added.report());
    }
    FhirResource said = Outcomes.notAssessed(why.problem(), why.place(), why.remedy());
    List<VersionId> versions = new ArrayList<>();
    for (Deposit deposit : group) {
      Deposited written = Writing.of(deposit, writer, said);
      done.put(deposit, written);
      versions.add(Writing.version(written.resource()));
    }
    Deposited source = done.get(first);
    if (source == null) {
      throw new IllegalStateException("it was just written");
    }
    NotAssessed.Written report = reports.report(source.resource(), why, added.report().id());
    versions.add(Writing.version(report.result()));
    versions.add(Writing.version(report.report()));
    done.put(
        first,
        new Deposited(source.resource(), source.created(), false, said, null, report.report()));
    record(AuditedAction.RECORDING_NOT_ASSESSED, added, versions);
    outbox.add("recording-not-assessed", versions);
  }

  private void repeat(
      List<Deposit> group,
      NotAssessedStore.Kept earlier,
      NotAssessedStore.Kept again,
      Map<Deposit, Deposited> done) {
    FhirResource report = stored.read(earlier.report()).orElse(null);
    FhirResource said = Said.notAssessedBefore(earlier.sources().get(0), earlier.report());
    List<VersionId> versions = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      ResourceId source = earlier.sources().get(i);
      String place = group.get(i).place();
      FhirResource there =
          stored
              .read(source)
              .orElseThrow(
                  () ->
                      Refusing.invalid(
                          "this recording came before and was deleted",
                          place,
                          "read the versions of " + source.reference()));
      versions.add(Writing.version(there));
      done.put(group.get(i), new Deposited(there, false, true, said, null, report));
    }
    record(AuditedAction.RECORDING_REPEATED, again, versions);
  }

  /** Whether the resources to be replaced say already what they are to be replaced by. */
  private boolean unchanged(List<Deposit> group) {
    List<FhirResource> there =
        group.stream().flatMap(deposit -> stored.read(deposit.id()).stream()).toList();
    return SameContent.sha256(there)
        .equals(SameContent.sha256(group.stream().map(Deposit::resource).toList()));
  }

  private void record(AuditedAction action, NotAssessedStore.Kept ecg, List<VersionId> versions) {
    audit.record(
        new AuditedEvent(
            action,
            AuditedEvent.Outcome.SUCCESS,
            ecg.sender(),
            versions,
            ecg.payloadSha256(),
            ecg.payloadPlace()));
  }

  /** Sender, content with patient and order in it, and, for an update, what it updates. */
  private static String repeatKey(List<Deposit> group, String sender) {
    StringBuilder key = new StringBuilder();
    key.append(sender.length()).append('\n').append(sender);
    key.append(SameContent.sha256(group.stream().map(Deposit::resource).toList()));
    for (Deposit deposit : group) {
      key.append('\n').append(deposit.put() ? deposit.id().reference() : "");
    }
    return Hash.sha256(key.toString().getBytes(StandardCharsets.UTF_8));
  }
}
