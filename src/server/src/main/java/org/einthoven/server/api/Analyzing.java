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
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Answers with the report of an ECG, by the same road as every other ECG, at once. */
@Singleton
public class Analyzing {

  private static final String RETRY_SECONDS = "2";
  private static final String RESOURCE = "resource";
  private static final Set<String> FORMS = Set.of("Observation", "DocumentReference");

  private final ImmediateAnalysis immediate;
  private final Deposits deposits;
  private final Intake intake;
  private final ReferenceCheck references;
  private final StoredEcgs ecgs;
  private final ResourceReader reader;
  private final IdSource ids;

  /** Over the same store as the other ways in. */
  public Analyzing(
      ImmediateAnalysis immediate,
      Deposits deposits,
      Intake intake,
      ReferenceCheck references,
      StoredEcgs ecgs,
      ResourceReader reader,
      IdSource ids) {
    this.immediate = immediate;
    this.deposits = deposits;
    this.intake = intake;
    this.references = references;
    this.ecgs = ecgs;
    this.reader = reader;
    this.ids = ids;
  }

  /** The resource in a body: itself, or the only one of Parameters. */
  static Resource sent(@Nullable IBaseResource body) {
    Resource sent = (Resource) body;
    if (body instanceof Parameters parameters) {
      sent =
          OperationInput.of(parameters, Set.of(RESOURCE), "").whole().getParameter().stream()
              .findFirst()
              .map(ParametersParameterComponent::getResource)
              .orElse(null);
    }
    if (sent == null || (body instanceof Parameters all && all.getParameter().size() > 1)) {
      throw Refusing.invalid(
          "the body holds no ECG, or more than one",
          "body",
          "send the ECG, or Parameters with just it as " + RESOURCE);
    }
    return sent;
  }

  /**
   * Stores an ECG and answers with its report.
   *
   * @param type what it has to be, null for any form of one ECG
   */
  DiagnosticReport report(Resource sent, @Nullable String type, ServletRequestDetails request) {
    OperationArguments.none(request);
    Deposit deposit = deposit(sent, type);
    Exchange exchange = Exchange.of(request);
    try (ImmediateAnalysis.Seat seat = immediate.open()) {
      Deposited deposited =
          QuarkusTransaction.requiringNew().call(() -> store(deposit, seat, exchange, request));
      return report(deposited, seat, exchange);
    } catch (AnalysisBusyException e) {
      throw later("Too many analyses are waited for; nothing was stored.");
    } catch (AnalysisFailedException e) {
      throw later("The recording is kept; " + e.getMessage() + ".");
    }
  }

  private Deposit deposit(Resource sent, @Nullable String type) {
    String is = sent.fhirType();
    if (type == null ? !FORMS.contains(is) : !is.equals(type)) {
      String wanted = type == null ? "Observation, DocumentReference or Bundle" : type;
      throw Refusing.invalid(
          "the body is no " + wanted,
          "body",
          "send the "
              + (type == null ? "ECG as one of these" : wanted)
              + ", or Parameters with just it");
    }
    FhirResource ecg = FhirResource.of(sent);
    if (sent instanceof Observation && !ObservationReader.isEcg(ecg)) {
      throw Refusing.invalid(
          "the Observation is not an ECG",
          "Observation",
          "send an Observation with SampledData and the codes of its leads");
    }
    return new Deposit(ecg, new ResourceId(is, ids.next().toString()), false, null, is);
  }

  private Deposited store(
      Deposit deposit,
      ImmediateAnalysis.Seat seat,
      Exchange exchange,
      ServletRequestDetails request) {
    references.check(deposit.resource().resource(), request.getFhirServerBase(), Set.of());
    Deposited deposited =
        deposits
            .store(
                List.of(deposit),
                exchange,
                submission -> intake.registerClaimed(submission, seat.owner(), seat.leaseTime()))
            .get(0);
    if (deposited.resource().resource() instanceof DocumentReference
        && deposited.registration() == null
        && ecgs.recording(deposited.resource()).isEmpty()) {
      throw noFile("send the file in attachment.data, or name a Binary that was sent before");
    }
    return deposited;
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
    RecordingFacts linked =
        QuarkusTransaction.requiringNew()
            .call(() -> ecgs.recording(deposited.resource()))
            .orElseThrow(() -> deleted("the report of this recording"));
    exchange.repeats(linked.source().reference());
    return read(seat.await(linked.id()));
  }

  /** The report of the ECG that is stored in, or behind, a resource. */
  DiagnosticReport stored(String type, IdType id, ServletRequestDetails request) {
    OperationArguments.none(request);
    // In a transaction of its own: none is open while the report is waited for.
    RecordingFacts facts = QuarkusTransaction.requiringNew().call(() -> facts(type, id));
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

  private RecordingFacts facts(String type, IdType id) {
    FhirResource stored =
        reader
            .read(new ResourceId(type, id.getIdPart()))
            .orElseThrow(() -> new ResourceNotFoundException(id));
    return ecgs.recording(stored)
        .orElseThrow(
            () ->
                type.equals("DocumentReference")
                    ? noFile("send the file once more, in a DocumentReference or as a Binary")
                    : Refusing.invalid(
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

  private static BaseServerResponseException noFile(String remedy) {
    return Refusing.invalid(
        "the DocumentReference has no ECG file that is read here",
        "DocumentReference.content.attachment",
        remedy);
  }

  private static BaseServerResponseException deleted(String report) {
    return Refusing.invalid(
        "this recording was analysed and its report was deleted",
        "Observation",
        "read the versions of " + report);
  }

  static BaseServerResponseException later(String words) {
    BaseServerResponseException later =
        new UnclassifiedServerFailureException(503, words, notYet(words));
    later.addResponseHeader("Retry-After", RETRY_SECONDS);
    return later;
  }

  static OperationOutcome notYet(String words) {
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(OperationOutcome.IssueSeverity.ERROR)
        .setCode(OperationOutcome.IssueType.TRANSIENT)
        .setDiagnostics(words + " Ask again in a few seconds.");
    return outcome;
  }
}
