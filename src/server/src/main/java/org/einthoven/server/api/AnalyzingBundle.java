package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.analysis.AnalysisBusyException;
import org.einthoven.server.analysis.AnalysisFailedException;
import org.einthoven.server.analysis.ImmediateAnalysis;
import org.einthoven.server.intake.Registration;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.store.RecordingFacts;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Stores a Bundle, whole or not at all, and answers with the reports of its ECGs: an entry for
 * each, in the order of the Bundle. One whose report is not there in time has an entry that says so
 * and keeps the others from nobody.
 */
@Singleton
public class AnalyzingBundle {

  private static final int NOT_YET = 503;

  private final AnalyzedBundle analyzed;
  private final BundleTransaction transaction;
  private final ImmediateAnalysis immediate;
  private final StoredEcgs ecgs;
  private final ResourceReader reader;

  /** By the road of transactions. */
  public AnalyzingBundle(
      AnalyzedBundle analyzed,
      BundleTransaction transaction,
      ImmediateAnalysis immediate,
      StoredEcgs ecgs,
      ResourceReader reader) {
    this.analyzed = analyzed;
    this.transaction = transaction;
    this.immediate = immediate;
    this.ecgs = ecgs;
    this.reader = reader;
  }

  /**
   * An ECG of the Bundle.
   *
   * @param recording null where it cannot be assessed, which its report says
   * @param report where it is known already
   */
  private record Ecg(@Nullable UUID recording, @Nullable ResourceId report) {}

  Bundle reports(Resource sent, ServletRequestDetails request) {
    OperationArguments.none(request);
    if (!(sent instanceof Bundle bundle)) {
      throw Refusing.invalid(
          "the body is no Bundle", "body", "send a Bundle, or Parameters with just it");
    }
    AnalyzedBundle.Entries entries = analyzed.entries(bundle);
    Exchange exchange = Exchange.of(request);
    try (ImmediateAnalysis.Seat seat = immediate.open()) {
      List<Ecg> found =
          QuarkusTransaction.requiringNew().call(() -> store(entries, request, exchange));
      Bundle answer = new Bundle().setType(BundleType.BATCHRESPONSE);
      Instant end = seat.end();
      for (Ecg ecg : found) {
        answer.addEntry(answer(ecg, seat, end, request.getFhirServerBase()));
      }
      return answer;
    } catch (AnalysisBusyException e) {
      throw Analyzing.later("Too many analyses are waited for; nothing was stored.");
    }
  }

  private List<Ecg> store(
      AnalyzedBundle.Entries entries, ServletRequestDetails request, Exchange exchange) {
    transaction.run(entries.entries(), entries.first(), request.getFhirServerBase(), exchange);
    List<Ecg> found = new ArrayList<>();
    Set<Object> known = new HashSet<>();
    for (Deposited deposited : exchange.deposited()) {
      ecg(deposited)
          .filter(ecg -> known.add(ecg.recording() == null ? ecg : ecg.recording()))
          .ifPresent(found::add);
    }
    if (found.isEmpty()) {
      throw Refusing.invalid(
          "the Bundle holds no ECG that is read here",
          "Bundle.entry",
          "send ECGs as Observations with SampledData, or as files in DocumentReferences");
    }
    return found;
  }

  private Optional<Ecg> ecg(Deposited deposited) {
    FhirResource notAssessed = deposited.report();
    if (notAssessed != null) {
      return Optional.of(new Ecg(null, new ResourceId(notAssessed.type(), notAssessed.id())));
    }
    Registration registration = deposited.registration();
    return registration != null
        ? Optional.of(new Ecg(registration.recordingId(), null))
        : ecgs.recording(deposited.resource())
            .map(RecordingFacts::id)
            .map(recording -> new Ecg(recording, null));
  }

  private BundleEntryComponent answer(
      Ecg ecg, ImmediateAnalysis.Seat seat, Instant end, String base) {
    try {
      UUID recording = ecg.recording();
      ResourceId report = recording == null ? ecg.report() : seat.await(recording, end);
      Optional<FhirResource> read =
          QuarkusTransaction.requiringNew()
              .call(() -> Optional.ofNullable(report).flatMap(reader::read));
      return EntryAnswers.found(
          read.orElseThrow(() -> new AnalysisFailedException("its report was deleted")).resource(),
          base);
    } catch (AnalysisFailedException e) {
      BundleEntryComponent entry = EntryAnswers.of(NOT_YET);
      entry
          .getResponse()
          .setOutcome(Analyzing.notYet("The recording is kept; " + e.getMessage() + "."));
      return entry;
    }
  }
}
