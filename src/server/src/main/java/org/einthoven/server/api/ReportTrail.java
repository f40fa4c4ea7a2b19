package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.report.ReportProvenance;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.index.IndexQuery;
import org.einthoven.server.store.index.SearchIndex;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** The Provenance that was written with a report, and what it names. */
@Singleton
public class ReportTrail {

  private static final String WEIGHTS = "Weights (model.onnx) of ";
  private static final int MOST = 100;

  private final ResourceReader stored;
  private final SearchIndex index;

  /** In this store. */
  public ReportTrail(ResourceReader stored, SearchIndex index) {
    this.stored = stored;
    this.index = index;
  }

  /**
   * By what a report was made.
   *
   * @param model such as {@code dfnet/0.4.0}
   * @param basis SHA-256 of release, platform and settings, null where they were not kept then
   * @param earlier the report of the ECG that was compared with, null where there is none
   */
  record Named(
      String model, String weightsSha256, @Nullable String basis, @Nullable ResourceId earlier) {}

  /** The Provenance of a report: that of its making, not of what was done with it later. */
  Provenance of(FhirResource report) {
    for (IndexQuery.Hit hit :
        index.referring("Provenance", "target", report.type(), List.of(report.id()), MOST)) {
      Optional<Provenance> found =
          stored
              .read(new ResourceId("Provenance", hit.resourceId()))
              .map(it -> (Provenance) it.resource())
              .filter(it -> entity(it, WEIGHTS).isPresent())
              .filter(it -> report.reference().equals(it.getTargetFirstRep().getReference()));
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw Refusing.invalid(
        "no Provenance says by what the report was made",
        "DiagnosticReport",
        "ask for a report of this server's machine");
  }

  static Named named(Provenance trail) {
    Reference weights = entity(trail, WEIGHTS).orElseThrow();
    return new Named(
        weights.getDisplay().substring(WEIGHTS.length()),
        hash(weights),
        entity(trail, ReportProvenance.BASIS).map(ReportTrail::hash).orElse(null),
        entity(trail, ReportProvenance.EARLIER)
            .map(earlier -> ResourceId.of(earlier.getReference()))
            .orElse(null));
  }

  private static Optional<Reference> entity(Provenance trail, String display) {
    return trail.getEntity().stream()
        .map(Provenance.ProvenanceEntityComponent::getWhat)
        .filter(what -> what.hasDisplay() && what.getDisplay().startsWith(display))
        .findFirst();
  }

  private static String hash(Reference what) {
    return Codes.SHA256.equals(what.getIdentifier().getSystem())
        ? what.getIdentifier().getValue()
        : "";
  }
}
