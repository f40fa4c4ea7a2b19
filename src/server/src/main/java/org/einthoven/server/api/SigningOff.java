package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.signoff.SignOff;
import org.einthoven.fhir.signoff.SignOff.Decision;
import org.einthoven.fhir.signoff.SignedReport;
import org.einthoven.fhir.signoff.UnfitSignOffException;
import org.einthoven.fhir.signoff.Verdict;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.outbox.CriticalReports;
import org.einthoven.server.outbox.Outbox;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.ReaderVerdicts;
import org.einthoven.server.store.RecordingFacts;
import org.einthoven.server.store.RecordingStore;
import org.einthoven.server.store.ReportPages;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.VersionId;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * A clinician's sign-off, in one transaction: a new version of the report and of what belongs to
 * it, a Provenance that says who, why and of which version, the verdicts for the model engineers,
 * and the audit entry. A critical report counts as seen by whoever signs it.
 */
@Singleton
public class SigningOff {

  private static final String VERSION = "Parameters.parameter.where(name='version')";

  private final ResourceStore store;
  private final ResourceReader stored;
  private final ResourceWriter writer;
  private final MadeWith madeWith;
  private final ReportPages pages;
  private final RecordingStore recordings;
  private final ReaderVerdicts verdicts;
  private final CriticalReports critical;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final IdSource ids;

  /** Over the store. */
  public SigningOff(
      ResourceStore store,
      ResourceReader stored,
      ResourceWriter writer,
      MadeWith madeWith,
      ReportPages pages,
      RecordingStore recordings,
      ReaderVerdicts verdicts,
      CriticalReports critical,
      AuditTrail audit,
      Outbox outbox,
      IdSource ids) {
    this.store = store;
    this.stored = stored;
    this.writer = writer;
    this.madeWith = madeWith;
    this.pages = pages;
    this.recordings = recordings;
    this.verdicts = verdicts;
    this.critical = critical;
    this.audit = audit;
    this.outbox = outbox;
    this.ids = ids;
  }

  /**
   * Signs a report off.
   *
   * @return the report as it is then
   * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException when there is no such
   *     report (404, 410), it is no machine's (422), somebody changed it meanwhile or it is closed
   *     (409), or the sign-off does not fit it (422)
   */
  DiagnosticReport sign(ResourceId id, SignOffInput input, String sender) {
    store.lock(id);
    FhirResource found =
        stored
            .read(id)
            .orElseThrow(() -> new ResourceNotFoundException(new IdType(id.type(), id.id())));
    RecordingFacts recording =
        pages
            .recordingOf(id)
            .flatMap(recordings::facts)
            .orElseThrow(
                () ->
                    Refusing.invalid(
                        "the report was not made here of an ECG",
                        "DiagnosticReport",
                        "update it as any other resource"));
    DiagnosticReport report = (DiagnosticReport) found.resource();
    SignOff signOff = input.signOff();
    check(report, input);
    name(signOff.clinician());
    VersionId seen = Writing.version(found);
    List<DomainResource> parts = new ArrayList<>();
    for (FhirResource part : madeWith.of(id)) {
      parts.add((DomainResource) part.resource());
    }
    SignedReport signed = new SignedReport(report, parts);
    List<Verdict> said;
    try {
      said = signed.apply(signOff);
    } catch (UnfitSignOffException e) {
      throw OperationInput.wrong(e.parameter(), Objects.requireNonNull(e.getMessage()), e.remedy());
    }
    List<VersionId> changed = new ArrayList<>();
    for (DomainResource each : signed.changed()) {
      changed.add(Writing.version(writer.update(FhirResource.of(each))));
    }
    FhirResource trail = writer.create(provenance(changed, seen, signOff, sender));
    critical.seen(id.id(), sender, signOff.when(), trail.id());
    verdicts.keep(
        ids.next(), id, seen.version(), signOff.when(), said(said, recording.id(), parts, signOff));
    changed.add(Writing.version(trail));
    audit.record(
        new AuditedEvent(
            action(signOff.decision()),
            AuditedEvent.Outcome.SUCCESS,
            sender,
            changed,
            recording.payloadSha256(),
            ""));
    outbox.add("report-signed", changed);
    return report;
  }

  private void check(DiagnosticReport report, SignOffInput input) {
    if (!report.getMeta().getVersionId().equals(String.valueOf(input.version()))) {
      throw Refusing.conflict(
          "the report was changed since it was looked at",
          VERSION,
          "read the report again, and sign what it says now");
    }
    if (!SignedReport.isOpen(report)) {
      throw Refusing.conflict(
          "the report was withdrawn or rejected",
          "DiagnosticReport.status",
          "sign the report that took its place; $analyze of the Patient has the ECG read anew");
    }
    if (input.signOff().decision() == Decision.ACCEPT && SignedReport.isSigned(report)) {
      throw Refusing.conflict(
          "the report is signed already",
          "DiagnosticReport.status",
          "send decision amend or reject to change it");
    }
  }

  /** Gives the reference to the clinician the name that is stored of them. */
  private void name(Reference clinician) {
    Resource who =
        stored
            .read(ResourceId.of(clinician.getReference()))
            .map(FhirResource::resource)
            .orElseThrow(
                () ->
                    OperationInput.wrong(
                        "practitioner",
                        "names a clinician who is not stored here",
                        "create the resource first"));
    if (who instanceof Practitioner practitioner && practitioner.hasName()) {
      clinician.setDisplay(practitioner.getNameFirstRep().getNameAsSingleString());
    } else if (who instanceof PractitionerRole role && role.getPractitioner().hasDisplay()) {
      clinician.setDisplay(role.getPractitioner().getDisplay());
    }
  }

  private static FhirResource provenance(
      List<VersionId> changed, VersionId seen, SignOff signOff, String sender) {
    FhirResource trail =
        Trails.of(
            changed,
            sender,
            signOff.reason() == null ? "The report is right" : signOff.reason(),
            Date.from(signOff.when()));
    Provenance provenance = (Provenance) trail.resource();
    if (signOff.reasonCode() != null) {
      provenance.getReasonFirstRep().addCoding(signOff.reasonCode().copy());
    }
    provenance.getActivity().setText("Sign-off: " + code(signOff.decision()));
    provenance
        .addAgent()
        .setType(
            Codes.concept(
                "http://terminology.hl7.org/CodeSystem/provenance-participant-type",
                "verifier",
                "Verifier",
                null))
        .setWho(signOff.clinician().copy());
    provenance
        .addEntity()
        .setRole(ProvenanceEntityRole.REVISION)
        .setWhat(new Reference(seen.reference()).setDisplay("The version that was looked at"));
    return trail;
  }

  private static List<ReaderVerdicts.Said> said(
      List<Verdict> all, UUID recording, List<DomainResource> parts, SignOff signOff) {
    String device =
        parts.stream()
            .filter(Observation.class::isInstance)
            .map(part -> ((Observation) part).getDevice().getReferenceElement().getIdPart())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("");
    return all.stream()
        .map(
            verdict ->
                new ReaderVerdicts.Said(
                    recording,
                    device,
                    code(signOff.decision()),
                    signOff.reasonCode() == null ? null : signOff.reasonCode().getCode(),
                    code(verdict.item()),
                    verdict.code() == null ? null : verdict.code().getSystem(),
                    verdict.code() == null ? null : verdict.code().getCode(),
                    code(verdict.kind()),
                    verdict.machine(),
                    verdict.clinician(),
                    verdict.unit()))
        .toList();
  }

  private static AuditedAction action(Decision decision) {
    return switch (decision) {
      case ACCEPT -> AuditedAction.REPORT_ACCEPTED;
      case AMEND -> AuditedAction.REPORT_AMENDED;
      case REJECT -> AuditedAction.REPORT_REJECTED;
    };
  }

  private static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
