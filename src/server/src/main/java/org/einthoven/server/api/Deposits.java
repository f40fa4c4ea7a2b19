package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.intake.Intake;
import org.einthoven.server.intake.Registration;
import org.einthoven.server.outbox.receiver.Subscriptions;
import org.einthoven.server.search.ResourceLinks;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.PayloadStore;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.VersionId;
import org.einthoven.server.store.WaveformStore;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Subscription;

/** Stores what was sent; an ECG in whatever form becomes a recording on the way. */
@Singleton
public class Deposits {

  private final ResourceWriter writer;
  private final WaveformStore waveforms;
  private final MachineOutput machine;
  private final ObservationDeposits observations;
  private final FileDeposits files;
  private final Intake intake;
  private final PayloadStore payloads;
  private final AuditTrail audit;
  private final IdentityCheck identities;
  private final Validation validation;
  private final Subscriptions subscriptions;
  private final PatientMerges merges;
  private final OrderReconciliation orders;

  /** Into the store. */
  public Deposits(
      ResourceWriter writer,
      WaveformStore waveforms,
      MachineOutput machine,
      ObservationDeposits observations,
      FileDeposits files,
      Intake intake,
      PayloadStore payloads,
      AuditTrail audit,
      IdentityCheck identities,
      Validation validation,
      Subscriptions subscriptions,
      PatientMerges merges,
      OrderReconciliation orders) {
    this.writer = writer;
    this.waveforms = waveforms;
    this.machine = machine;
    this.observations = observations;
    this.files = files;
    this.intake = intake;
    this.payloads = payloads;
    this.audit = audit;
    this.identities = identities;
    this.validation = validation;
    this.subscriptions = subscriptions;
    this.merges = merges;
    this.orders = orders;
  }

  /**
   * Stores resources together, in the current transaction, their ECGs to be analysed by a worker;
   * the answers are in the same order.
   */
  List<Deposited> store(List<Deposit> deposits, Exchange exchange) {
    return store(deposits, exchange, intake::register);
  }

  /** Refuses what must not be changed, or says two things of one patient. */
  void check(List<Deposit> deposits) {
    machine.check(deposits);
    merges.check(deposits);
    identities.check(deposits);
  }

  /** Stores resources together, their ECGs registered in this way. */
  List<Deposited> store(List<Deposit> deposits, Exchange exchange, Registering registering) {
    check(deposits);
    deposits.forEach(deposit -> validation.check(deposit.resource()));
    waveforms.keep(exchange.body().waveforms());
    Map<Deposit, Deposited> done =
        new HashMap<>(observations.store(deposits, exchange, registering));
    Map<ResourceId, ResourceId> moved = ObservationDeposits.moved(done);
    // A DocumentReference may name a Patient and a Binary beside it: those come first.
    List<Deposit> rest = new ArrayList<>(deposits);
    rest.removeIf(done::containsKey);
    rest.sort(Comparator.comparing(Deposits::rank));
    for (Deposit deposit : rest) {
      follow(deposit.resource().resource(), moved);
      done.put(deposit, other(deposit, deposits, exchange, registering));
    }
    List<Deposited> all = deposits.stream().map(done::get).toList();
    record(all, exchange);
    orders.arrived(all);
    exchange.deposited(all);
    return all;
  }

  private static int rank(Deposit deposit) {
    Resource resource = deposit.resource().resource();
    return resource instanceof Patient ? 0 : resource instanceof Binary ? 1 : 2;
  }

  /** Keeps the bytes and notes what was stored of them, besides the ECGs that are noted already. */
  private void record(List<Deposited> all, Exchange exchange) {
    List<Deposited> others =
        all.stream().filter(deposited -> !deposited.repeat() && !isNoted(deposited)).toList();
    if (others.isEmpty()) {
      return;
    }
    List<VersionId> stored =
        others.stream().map(deposited -> Writing.version(deposited.resource())).toList();
    InboundBody body = exchange.body();
    audit.record(
        new AuditedEvent(
            action(others),
            AuditedEvent.Outcome.SUCCESS,
            exchange.sender(),
            stored,
            payloads.keep(body.bytes(), body.mediaType()),
            ""));
  }

  private static AuditedAction action(List<Deposited> stored) {
    if (stored.stream().allMatch(Deposited::created)) {
      return AuditedAction.RESOURCES_CREATED;
    }
    return stored.stream().anyMatch(Deposited::created)
        ? AuditedAction.RESOURCES_STORED
        : AuditedAction.RESOURCES_UPDATED;
  }

  /** Whether it is the source of a recording or its report, whose acceptance notes it. */
  private static boolean isNoted(Deposited deposited) {
    Registration registration = deposited.registration();
    return deposited.report() != null
        || (registration instanceof Registration.New
            && registration.source().reference().equals(deposited.resource().reference()));
  }

  private Deposited other(
      Deposit deposit, List<Deposit> all, Exchange exchange, Registering registering) {
    Resource resource = deposit.resource().resource();
    if (resource instanceof Subscription subscription) {
      subscriptions.accept(deposit.id().id(), subscription);
    }
    boolean file =
        resource instanceof DocumentReference
            || (resource instanceof Binary && !FileDeposits.isNamed(deposit, all));
    if (file) {
      Optional<Deposited> read = files.store(deposit, exchange, registering);
      if (read.isPresent()) {
        return read.get();
      }
    }
    return Writing.of(deposit, writer, null);
  }

  /** Lets references to a recording that was there before point to it. */
  private static void follow(Resource resource, Map<ResourceId, ResourceId> moved) {
    if (moved.isEmpty()) {
      return;
    }
    Map<String, String> texts = new HashMap<>();
    moved.forEach((from, to) -> texts.put(from.reference(), to.reference()));
    ResourceLinks.visit(
        resource,
        (reference, place) -> {
          String there = texts.get(reference.getReference());
          if (there != null) {
            reference.setReference(there);
          }
        });
  }
}
