package org.einthoven.server.api;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.SentIdentifier;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.intake.PatientMatching;
import org.einthoven.server.outbox.Outbox;
import org.einthoven.server.search.MergedPatients;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.VersionId;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * {@code Patient/$merge} (FHIR R5, Patient operations): the source Patient is replaced by the
 * target. Nothing that refers to the source is rewritten; searches by the target find it.
 */
@Singleton
public class PatientMergeProvider {

  private static final String SOURCE = "source-patient";
  private static final String TARGET = "target-patient";
  private static final String PREVIEW = "preview";
  private static final Set<String> KNOWN =
      new TreeSet<>(
          Set.of(SOURCE, TARGET, SOURCE + "-identifier", TARGET + "-identifier", PREVIEW));

  private final ResourceReader stored;
  private final ResourceWriter writer;
  private final PatientMatching matching;
  private final MergedPatients merged;
  private final PatientMerges merges;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final Clock clock;

  /** Over the store. */
  public PatientMergeProvider(
      ResourceReader stored,
      ResourceWriter writer,
      PatientMatching matching,
      MergedPatients merged,
      PatientMerges merges,
      AuditTrail audit,
      Outbox outbox,
      Clock clock) {
    this.stored = stored;
    this.writer = writer;
    this.matching = matching;
    this.merged = merged;
    this.merges = merges;
    this.audit = audit;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Merges the source Patient into the target. */
  @Description("Merges the Patient source-patient into target-patient, who survives")
  @Operation(name = "$merge", type = Patient.class, canonicalUrl = OperationCanonical.PATIENT_MERGE)
  public Parameters merge(
      @ResourceParam @Nullable IBaseResource body, ServletRequestDetails request) {
    OperationInput input = OperationInput.of(body, KNOWN, request.getFhirServerBase());
    ResourceId sourceId = patient(input, SOURCE);
    ResourceId targetId = patient(input, TARGET);
    boolean preview = input.flag(PREVIEW);
    if (sourceId.equals(targetId)) {
      throw OperationInput.wrong(
          TARGET, "names the source: a Patient is not merged into itself", "name another Patient");
    }
    merges.hold(Set.of(sourceId.id(), targetId.id()));
    Patient source = read(sourceId, SOURCE);
    Patient target = read(targetId, TARGET);
    check(source, sourceId, target);
    link(source, sourceId, target, targetId);
    if (!preview) {
      store(source, target, Exchange.of(request.getServletRequest()).sender());
    }
    Parameters answer = new Parameters();
    answer.addParameter().setName("input").setResource(input.whole());
    answer.addParameter().setName("outcome").setResource(outcome(preview));
    answer.addParameter().setName("result").setResource(target);
    return answer;
  }

  private ResourceId patient(OperationInput input, String name) {
    List<Identifier> identifiers = input.identifiers(name + "-identifier");
    ResourceId named = input.patient(name).orElse(null);
    for (Identifier identifier : identifiers) {
      ResourceId found =
          matching
              .match(
                  new PatientAsSent(
                      List.of(new SentIdentifier(identifier.getSystem(), identifier.getValue())),
                      null,
                      null,
                      null,
                      null))
              .orElseThrow(
                  () ->
                      OperationInput.wrong(
                          name + "-identifier", "is not that of one Patient", "name the Patient"));
      if (named != null && !named.equals(found)) {
        throw OperationInput.wrong(
            name + "-identifier", "is that of another Patient", "name one Patient");
      }
      named = found;
    }
    if (named == null) {
      throw OperationInput.wrong(name, "is missing", "name the Patient");
    }
    return named;
  }

  private Patient read(ResourceId id, String name) {
    return stored
        .read(id)
        .map(FhirResource::resource)
        .filter(Patient.class::isInstance)
        .map(Patient.class::cast)
        .orElseThrow(
            () ->
                OperationInput.wrong(name, "names a Patient that does not exist", "name another"));
  }

  private void check(Patient source, ResourceId sourceId, Patient target) {
    if (replaced(source)) {
      throw OperationInput.wrong(
          SOURCE, "names a Patient who was merged already", "name the Patient who survives");
    }
    if (replaced(target)) {
      throw OperationInput.wrong(
          TARGET,
          "names a Patient who was merged: merges do not form chains",
          "name the Patient who survives");
    }
    if (!merged.mergedInto(sourceId.id()).isEmpty()) {
      throw OperationInput.wrong(
          SOURCE,
          "names a Patient into whom others were merged: merges do not form chains",
          "take their links away and merge each into the Patient who survives");
    }
  }

  private static boolean replaced(Patient patient) {
    return patient.getLink().stream().anyMatch(link -> link.getType() == LinkType.REPLACEDBY);
  }

  private static void link(
      Patient source, ResourceId sourceId, Patient target, ResourceId targetId) {
    source.setActive(false);
    source.addLink().setOther(new Reference(targetId.reference())).setType(LinkType.REPLACEDBY);
    target.addLink().setOther(new Reference(sourceId.reference())).setType(LinkType.REPLACES);
    for (Identifier identifier : source.getIdentifier()) {
      boolean there =
          target.getIdentifier().stream()
              .anyMatch(
                  own ->
                      identifier.hasValue()
                          && identifier.getValue().equals(own.getValue())
                          && String.valueOf(identifier.getSystem())
                              .equals(String.valueOf(own.getSystem())));
      if (!there) {
        target.addIdentifier(identifier.copy().setUse(Identifier.IdentifierUse.OLD));
      }
    }
  }

  private void store(Patient source, Patient target, String sender) {
    List<VersionId> versions = new ArrayList<>();
    for (Patient patient : List.of(source, target)) {
      versions.add(Writing.version(writer.update(FhirResource.of(patient))));
    }
    FhirResource trail =
        Trails.of(versions, sender, "Patients merged on request", Date.from(clock.instant()));
    versions.add(Writing.version(writer.create(trail)));
    audit.record(
        new AuditedEvent(
            AuditedAction.PATIENTS_MERGED,
            AuditedEvent.Outcome.SUCCESS,
            sender,
            versions,
            null,
            ""));
    outbox.add("patients-merged", versions);
  }

  private static OperationOutcome outcome(boolean preview) {
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(OperationOutcome.IssueSeverity.INFORMATION)
        .setCode(OperationOutcome.IssueType.INFORMATIONAL)
        .setDiagnostics(preview ? "Nothing was stored: this is a preview." : "Merged.");
    return outcome;
  }
}
