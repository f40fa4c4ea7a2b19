package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.index.IndexQuery;
import org.einthoven.server.store.index.SearchIndex;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.RiskAssessment;

/** What a machine made together with a report, as its Provenances say: results and flags. */
@Singleton
public class MadeWith {

  private static final String LABELS = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";
  private static final int MOST = 100;

  private final ResourceReader stored;
  private final SearchIndex index;

  /** In this store. */
  public MadeWith(ResourceReader stored, SearchIndex index) {
    this.stored = stored;
    this.index = index;
  }

  /** Observations, RiskAssessments and DetectedIssues of a report, in the order of their names. */
  List<FhirResource> of(ResourceId report) {
    TreeSet<String> made = new TreeSet<>();
    for (IndexQuery.Hit hit :
        index.referring("Provenance", "target", report.type(), List.of(report.id()), MOST)) {
      stored
          .read(new ResourceId("Provenance", hit.resourceId()))
          .map(FhirResource::resource)
          .map(Provenance.class::cast)
          .ifPresent(
              provenance ->
                  provenance.getTarget().stream()
                      .map(Reference::getReferenceElement)
                      .filter(target -> target.hasResourceType() && target.hasIdPart())
                      .forEach(
                          target -> made.add(target.getResourceType() + "/" + target.getIdPart())));
    }
    return made.stream()
        .map(ResourceId::of)
        .map(stored::read)
        .flatMap(Optional::stream)
        .filter(found -> isMachines(found.resource()) && isPart(found.resource()))
        .toList();
  }

  /** Whether a machine made it. */
  static boolean isMachines(Resource resource) {
    return resource.getMeta().getSecurity(LABELS, "AIAST") != null;
  }

  private static boolean isPart(Resource resource) {
    return resource instanceof Observation
        || resource instanceof RiskAssessment
        || resource instanceof DetectedIssue;
  }
}
