package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.recording.EcgInput;
import org.einthoven.fhir.recording.LeadGroups;
import org.einthoven.fhir.recording.ObservationReader;
import org.einthoven.fhir.recording.Placed;
import org.einthoven.fhir.waveform.WaveformLookup;
import org.einthoven.server.intake.Intake;
import org.einthoven.server.intake.RecordingSubmission;
import org.einthoven.server.intake.Registration;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.PayloadStore;
import org.einthoven.server.store.RecordingParts;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.WaveformStore;
import org.hl7.fhir.r4.model.Observation;

/** Stores Observations that are ECGs: one component per lead, or one Observation per lead. */
@Singleton
public class ObservationDeposits {

  private final ResourceReader stored;
  private final ResourceWriter writer;
  private final WaveformStore waveforms;
  private final PayloadStore payloads;
  private final RecordingParts parts;
  private final Intake intake;
  private final NotAssessedDeposits notAssessed;
  private final AcquisitionCheck acquisition;
  private final OrderReconciliation orders;
  private final ObservationReader reader = new ObservationReader();

  /** Into the store. */
  public ObservationDeposits(
      ResourceReader stored,
      ResourceWriter writer,
      WaveformStore waveforms,
      PayloadStore payloads,
      RecordingParts parts,
      Intake intake,
      NotAssessedDeposits notAssessed,
      AcquisitionCheck acquisition,
      OrderReconciliation orders) {
    this.stored = stored;
    this.writer = writer;
    this.waveforms = waveforms;
    this.payloads = payloads;
    this.parts = parts;
    this.intake = intake;
    this.notAssessed = notAssessed;
    this.acquisition = acquisition;
    this.orders = orders;
  }

  /**
   * Stores the ECGs among deposits.
   *
   * @return what came of each that belongs to an ECG
   * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException when one is refused
   */
  Map<Deposit, Deposited> store(
      List<Deposit> deposits, Exchange exchange, Registering registering) {
    Map<FhirResource, Deposit> byResource = new HashMap<>();
    List<Placed> placed = new ArrayList<>();
    for (Deposit deposit : deposits) {
      byResource.put(deposit.resource(), deposit);
      placed.add(new Placed(deposit.resource(), deposit.place()));
    }
    Map<Deposit, Deposited> done = new HashMap<>();
    for (List<Placed> parts : LeadGroups.of(placed)) {
      List<Deposit> group = parts.stream().map(part -> byResource.get(part.resource())).toList();
      EcgInput input = reader.read(parts, lookup(exchange));
      if (input instanceof EcgInput.Refused refused) {
        throw Refusing.of(refused.refusal());
      }
      if (input instanceof EcgInput.Found found) {
        register(group, found, exchange, registering, done);
      } else if (input instanceof EcgInput.NotAnalysable not) {
        notAssessed.store(group, not, exchange, done);
      }
    }
    return done;
  }

  private WaveformLookup lookup(Exchange exchange) {
    WaveformLookup sent = exchange.body().lookup();
    return sha256 -> sent.text(sha256).or(() -> waveforms.text(sha256));
  }

  private void register(
      List<Deposit> group,
      EcgInput.Found found,
      Exchange exchange,
      Registering registering,
      Map<Deposit, Deposited> done) {
    Deposit first = group.get(0);
    acquisition.check(found.recording(), first.place() + ".effective");
    writer.expect(first.id(), first.expected());
    Observation source = (Observation) first.resource().resource();
    source.setId(first.id().id());
    InboundBody body = exchange.body();
    // What tells a repeat is what was sent, whether its order was known by then or not.
    String order = order(source);
    orders.link(source, first.place());
    RecordingSubmission submission =
        new RecordingSubmission(
            exchange.sender(),
            payloads.keep(body.bytes(), body.mediaType()),
            first.place(),
            found.recording(),
            first.resource(),
            order);
    Registration registration = registering.register(submission);
    if (registration instanceof Registration.New added) {
      FhirResource said = Said.of(registration);
      parts.add(added.recordingId(), group.stream().map(Deposit::id).toList());
      done.put(first, Deposited.of(added.written(), added.created(), said, registration));
      for (Deposit other : group.subList(1, group.size())) {
        done.put(other, Writing.of(other, writer, said));
      }
      return;
    }
    repeat(group, registration, intake.withMatchedPatient(submission), done);
  }

  private void repeat(
      List<Deposit> group,
      Registration registration,
      FhirResource firstKnown,
      Map<Deposit, Deposited> done) {
    FhirResource said = Said.of(registration);
    List<ResourceId> before = parts.of(registration.recordingId(), "Observation");
    for (int i = 0; i < group.size(); i++) {
      Deposit sent = group.get(i);
      ResourceId own = i < before.size() ? before.get(i) : registration.source();
      FhirResource there = stored.read(own).orElse(null);
      if (sent.put()) {
        FhirResource known = i == 0 ? firstKnown : sent.resource();
        Deposit put = new Deposit(known, sent.id(), true, sent.expected(), sent.place());
        boolean unchanged =
            there != null
                && own.equals(sent.id())
                && SameContent.sha256(List.of(there)).equals(SameContent.sha256(List.of(known)));
        if (!unchanged) {
          // An update is an update, though its recording needs no second report.
          done.put(sent, Writing.of(put, writer, said));
          continue;
        }
      }
      // The versions of an ECG that came and was deleted are its history: it is not made anew.
      if (there == null) {
        throw Refusing.invalid(
            "this recording came before and was deleted",
            sent.place(),
            "read the versions of " + own.reference());
      }
      done.put(sent, new Deposited(there, false, true, said, registration, null));
    }
  }

  private static String order(Observation observation) {
    return observation.getBasedOn().stream()
        .filter(order -> order.hasReference())
        .map(order -> order.getReference())
        .findFirst()
        .orElse("");
  }

  /** The recordings that were there before, by the ids that their copies would have got. */
  static Map<ResourceId, ResourceId> moved(Map<Deposit, Deposited> done) {
    Map<ResourceId, ResourceId> moved = new HashMap<>();
    done.forEach(
        (deposit, deposited) -> {
          if (deposited.repeat()) {
            FhirResource there = deposited.resource();
            moved.put(deposit.id(), new ResourceId(there.type(), there.id()));
          }
        });
    return moved;
  }
}
