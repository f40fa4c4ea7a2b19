package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.recording.ObservationReader;
import org.einthoven.server.analysis.AnalysisBusyException;
import org.einthoven.server.analysis.AnalysisFailedException;
import org.einthoven.server.analysis.ImmediateAnalysis;
import org.einthoven.server.intake.Intake;
import org.einthoven.server.intake.Registration;
import org.einthoven.server.search.ReferenceCheck;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.RecordingFacts;
import org.einthoven.server.store.RecordingStore;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Answers with the report of an ECG, by the same road as every other ECG, at once. */
@Singleton
public class Analyzing {

  private static final String RETRY_SECONDS = "2";

  private final ImmediateAnalysis immediate;
  private final Deposits deposits;
  private final Intake intake;
  private final ReferenceCheck references;
  private final RecordingStore recordings;
  private final ResourceReader reader;
  private final IdSource ids;

  /** Over the same store as the other ways in. */
  public Analyzing(
      ImmediateAnalysis immediate,
      Deposits deposits,
      Intake intake,
      ReferenceCheck references,
      RecordingStore recordings,
      ResourceReader reader,
      IdSource ids) {
    this.immediate = immediate;
    this.deposits = deposits;
    this.intake = intake;
    this.references = references;
    this.recordings = recordings;
    this.reader = reader;
    this.ids = ids;
  }

  DiagnosticReport sent(@Nullable Resource body, ServletRequestDetails request) {
    FhirResource ecg = FhirResource.of(observation(body));
    if (!ObservationReader.isEcg(ecg)) {
      throw Refusing.invalid(
          "the Observation is not an ECG",
          "Observation",
          "send an Observation with SampledData and the codes of its leads");
    }
    ResourceId id = new ResourceId(ecg.type(), ids.next().toString());
    Exchange exchange = Exchange.of(request.getServletRequest());
    Deposit deposit = new Deposit(ecg, id, false, null, "Observation");
    try (ImmediateAnalysis.Seat seat = immediate.open()) {
      Deposited deposited =
          QuarkusTransaction.requiringNew()
              .call(
                  () -> {
                    references.check(ecg.resource(), request.getFhirServerBase(), Set.of());
                    return deposits
                        .store(
                            List.of(deposit),
                            exchange,
                            submission ->
                                intake.registerClaimed(submission, seat.owner(), seat.leaseTime()))
                        .get(0);
                  });
      return report(deposited, seat, exchange);
    } catch (AnalysisBusyException e) {
      throw later("Too many analyses are waited for; nothing was stored.");
    } catch (AnalysisFailedException e) {
      throw later("The recording is kept; " + e.getMessage() + ".");
    }
  }

  private DiagnosticReport report(
      Deposited deposited, ImmediateAnalysis.Seat seat, Exchange exchange) {
    FhirResource notAssessed = deposited.report();
    if (notAssessed != null) {
      return (DiagnosticReport) notAssessed.resource();
    }
    Registration registration = deposited.registration();
    if (registration instanceof Registration.New added) {
      return read(seat.analyse(added.lease().orElseThrow()));
    }
    if (registration instanceof Registration.Repeat repeat) {
      exchange.repeats(repeat.source().reference());
      return read(seat.await(repeat.recordingId()));
    }
    throw deleted("the report of this recording");
  }

  DiagnosticReport stored(IdType id) {
    ResourceId source = new ResourceId("Observation", id.getIdPart());
    // In a transaction of its own: none is open while the report is waited for.
    RecordingFacts facts = QuarkusTransaction.requiringNew().call(() -> facts(id, source));
    if (facts.report().isPresent()) {
      return read(facts.report().get());
    }
    try (ImmediateAnalysis.Seat seat = immediate.open()) {
      return read(seat.await(facts.id()));
    } catch (AnalysisBusyException e) {
      throw later("Too many analyses are waited for.");
    } catch (AnalysisFailedException e) {
      throw later("The recording is kept; " + e.getMessage() + ".");
    }
  }

  private RecordingFacts facts(IdType id, ResourceId source) {
    if (!reader.exists(source)) {
      throw new ResourceNotFoundException(id);
    }
    return recordings
        .ofSource(source)
        .orElseThrow(
            () ->
                Refusing.invalid(
                    "the Observation is not an ECG that can be analysed",
                    "Observation",
                    "send an ECG with its leads, rate and unit"));
  }

  private DiagnosticReport read(ResourceId report) {
    return QuarkusTransaction.requiringNew()
        .call(() -> reader.read(report))
        .map(found -> (DiagnosticReport) found.resource())
        .orElseThrow(() -> deleted(report.reference()));
  }

  private static BaseServerResponseException deleted(String report) {
    return Refusing.invalid(
        "this recording was analysed and its report was deleted",
        "Observation",
        "read the versions of " + report);
  }

  private static Observation observation(@Nullable Resource body) {
    Resource sent = body;
    if (body instanceof Parameters parameters && parameters.getParameter().size() == 1) {
      sent = parameters.getParameterFirstRep().getResource();
    }
    if (sent instanceof Observation observation) {
      return observation;
    }
    throw Refusing.invalid(
        "the body is no Observation", "body", "send the Observation, or Parameters with just it");
  }

  private static BaseServerResponseException later(String words) {
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(OperationOutcome.IssueSeverity.ERROR)
        .setCode(OperationOutcome.IssueType.TRANSIENT)
        .setDiagnostics(words + " Ask again in a few seconds.");
    BaseServerResponseException later = new UnclassifiedServerFailureException(503, words, outcome);
    later.addResponseHeader("Retry-After", RETRY_SECONDS);
    return later;
  }
}
