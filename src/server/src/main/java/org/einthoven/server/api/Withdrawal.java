package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.search.MergedPatients;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.VersionId;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;

/** Withdraws a report with all that was written with it, as its Provenance says. */
@Singleton
public class Withdrawal {

  private final ResourceReader stored;
  private final ResourceWriter writer;
  private final MadeWith madeWith;
  private final MergedPatients merged;
  private final IdentityCheck identities;

  /** From this store. */
  public Withdrawal(
      ResourceReader stored,
      ResourceWriter writer,
      MadeWith madeWith,
      MergedPatients merged,
      IdentityCheck identities) {
    this.stored = stored;
    this.writer = writer;
    this.madeWith = madeWith;
    this.merged = merged;
    this.identities = identities;
  }

  /** Marks a report, its results and its flags as entered-in-error; the report comes first. */
  List<VersionId> withdraw(ResourceId report) {
    List<VersionId> versions = new ArrayList<>();
    stored
        .read(report)
        .filter(found -> MadeWith.isMachines(found.resource()))
        .ifPresent(found -> withdraw(found, versions));
    madeWith.of(report).forEach(part -> withdraw(part, versions));
    return versions;
  }

  private void withdraw(FhirResource found, List<VersionId> versions) {
    if (mark(found.resource())) {
      versions.add(Writing.version(writer.update(found)));
    }
  }

  private static boolean mark(Resource resource) {
    if (resource instanceof DiagnosticReport report) {
      report.setStatus(DiagnosticReport.DiagnosticReportStatus.ENTEREDINERROR);
    } else if (resource instanceof Observation observation) {
      observation.setStatus(Observation.ObservationStatus.ENTEREDINERROR);
    } else if (resource instanceof RiskAssessment risk) {
      risk.setStatus(RiskAssessment.RiskAssessmentStatus.ENTEREDINERROR);
    } else if (resource instanceof DetectedIssue issue) {
      issue.setStatus(DetectedIssue.DetectedIssueStatus.ENTEREDINERROR);
    } else {
      return false;
    }
    return true;
  }

  /**
   * Takes away from an ECG the encounter and the orders that are of another patient.
   *
   * @param ecg filed under the right patient already
   */
  void release(FhirResource ecg, ResourceId right) {
    if (!(ecg.resource() instanceof Observation observation)) {
      return;
    }
    if (named(observation.getEncounter()) instanceof Encounter encounter) {
      ResourceId of = PatientIdentity.of(encounter.getSubject()).stored();
      if (of != null && !merged.survivor(of).equals(right)) {
        observation.setEncounter(null);
      }
    }
    observation
        .getBasedOn()
        .removeIf(
            reference ->
                named(reference) instanceof ServiceRequest order
                    && identities.differ(observation, observation.getSubject(), order));
  }

  /** The encounter or order of this server that a reference names, null where it names none. */
  private @Nullable Resource named(Reference reference) {
    String address = reference.getReference();
    return address != null
            && (address.startsWith("Encounter/") || address.startsWith("ServiceRequest/"))
        ? stored
            .read(ResourceId.of(address.replaceFirst("/_history/.*", "")))
            .map(FhirResource::resource)
            .orElse(null)
        : null;
  }
}
