package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.outbox.CriticalReports;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Records that somebody has seen a critical report, so that nobody else is told of it again. */
@Singleton
public class Acknowledging {

  private static final String WHO = "who";
  private static final String ANONYMOUS = "anonymous";

  private final CriticalReports reports;
  private final ResourceReader reader;
  private final ResourceWriter writer;
  private final AuditTrail audit;
  private final IdSource ids;
  private final Clock clock;

  /** In the store and the trail. */
  public Acknowledging(
      CriticalReports reports,
      ResourceReader reader,
      ResourceWriter writer,
      AuditTrail audit,
      IdSource ids,
      Clock clock) {
    this.reports = reports;
    this.reader = reader;
    this.writer = writer;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Acknowledges a report in the current transaction. The first who does is recorded; whoever does
   * so again gets the record of the first.
   *
   * @param body Parameters that say who acknowledges, or null: then it is who sends
   * @return the Provenance that records it
   */
  Provenance acknowledge(String reportId, @Nullable Resource body, Exchange exchange) {
    Reference who = who(body, exchange.sender());
    ResourceId id = new ResourceId("DiagnosticReport", reportId);
    FhirResource report =
        reader.read(id).orElseThrow(() -> new ResourceNotFoundException(id.reference()));
    CriticalReports.Standing standing =
        reports
            .lock(reportId)
            .orElseThrow(
                () ->
                    Refusing.invalid(
                        "the report has no critical finding",
                        "DiagnosticReport",
                        "only critical reports are acknowledged"));
    ResourceId before = standing.provenance();
    if (before != null) {
      return (Provenance) reader.read(before).orElseThrow().resource();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    FhirResource written =
        writer.create(FhirResource.of(provenance(report, who, now)), ids.next().toString());
    reports.acknowledged(reportId, exchange.sender(), now, written.id());
    audit.record(
        new AuditedEvent(
            AuditedAction.CRITICAL_REPORT_ACKNOWLEDGED,
            AuditedEvent.Outcome.SUCCESS,
            exchange.sender(),
            List.of(Writing.version(report), Writing.version(written)),
            null,
            ""));
    return (Provenance) written.resource();
  }

  private static Provenance provenance(FhirResource report, Reference who, Instant when) {
    Provenance provenance = new Provenance();
    provenance.addTarget(new Reference(Writing.version(report).reference()));
    provenance.setRecorded(Date.from(when));
    provenance.setActivity(new CodeableConcept().setText("Critical report acknowledged"));
    provenance
        .addAgent()
        .setType(
            Codes.concept(
                "http://terminology.hl7.org/CodeSystem/provenance-participant-type",
                "verifier",
                "Verifier",
                null))
        .setWho(who);
    return provenance;
  }

  private static Reference who(@Nullable Resource body, String sender) {
    if (body == null) {
      if (sender.equals(ANONYMOUS)) {
        throw nobody();
      }
      return new Reference()
          .setIdentifier(new Identifier().setSystem(Codes.SENDER).setValue(sender));
    }
    if (body instanceof Parameters parameters
        && parameters.getParameter().size() == 1
        && WHO.equals(parameters.getParameterFirstRep().getName())) {
      Type value = parameters.getParameterFirstRep().getValue();
      if (value instanceof Reference reference && !reference.isEmpty()) {
        return reference;
      }
      if (value instanceof Identifier identifier && !identifier.isEmpty()) {
        return new Reference().setIdentifier(identifier);
      }
    }
    throw nobody();
  }

  private static RuntimeException nobody() {
    return Refusing.invalid(
        "nobody is named who acknowledges",
        "Parameters.parameter",
        "send Parameters with one parameter who, a Reference or an Identifier, or say by the header"
            + " Einthoven-Sender who you are");
  }
}
