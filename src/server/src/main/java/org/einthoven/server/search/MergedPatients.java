package org.einthoven.server.search;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.index.Criterion;
import org.einthoven.server.store.index.IndexEntry;
import org.einthoven.server.store.index.IndexQuery;
import org.einthoven.server.store.index.SearchIndex;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Patient.PatientLinkComponent;
import org.hl7.fhir.r4.model.Resource;

/**
 * Which Patients were merged into which (FHIR R4, Patient.link of type replaced-by). Merges are one
 * step deep: nobody is merged into a Patient who was merged, so that one look finds all.
 *
 * <p>What was filed under a merged Patient stays as it is, and a search by the surviving one finds
 * it as well: the search's references are widened before it runs, so that it uses the same index.
 */
@Singleton
public class MergedPatients {

  private static final String PATIENT = "Patient";
  private static final String REPLACED_BY = "link:replaced-by";

  /** More records of one patient are not looked for. */
  private static final int MOST = 100;

  private final SearchIndex index;
  private final ResourceReader reader;

  /** As the index and the store have it. */
  public MergedPatients(SearchIndex index, ResourceReader reader) {
    this.index = index;
    this.reader = reader;
  }

  /** The Patient of this server into whom this one was merged; empty where there is none. */
  public static Optional<ResourceId> replacement(Patient patient) {
    return patient.getLink().stream()
        .filter(link -> link.getType() == LinkType.REPLACEDBY)
        .map(PatientLinkComponent::getOther)
        .map(other -> other.getReferenceElement())
        .filter(other -> PATIENT.equals(other.getResourceType()) && other.hasIdPart())
        .filter(other -> !other.isAbsolute())
        .map(other -> new ResourceId(PATIENT, other.getIdPart()))
        .findFirst();
  }

  /** What the index keeps of a merge; it goes when the link goes. */
  static List<IndexEntry> entries(Resource resource) {
    return resource instanceof Patient patient
        ? replacement(patient)
            .<IndexEntry>map(other -> new IndexEntry.Link(REPLACED_BY, PATIENT, other.id(), ""))
            .stream()
            .toList()
        : List.of();
  }

  /** The ids of the Patients that were merged into this one. */
  public List<String> mergedInto(String survivor) {
    return index.referring(PATIENT, REPLACED_BY, PATIENT, List.of(survivor), MOST).stream()
        .map(IndexQuery.Hit::resourceId)
        .toList();
  }

  /** The Patient who stands for this one now: the one they were merged into, or they themselves. */
  public ResourceId survivor(ResourceId patient) {
    return reader
        .read(patient)
        .map(FhirResource::resource)
        .filter(Patient.class::isInstance)
        .flatMap(found -> replacement((Patient) found))
        .orElse(patient);
  }

  /** Criteria that also find what was filed under those merged into the Patients they name. */
  List<Criterion> widened(List<Criterion> criteria) {
    return criteria.stream().map(this::widened).toList();
  }

  private Criterion widened(Criterion criterion) {
    if (criterion instanceof Criterion.Links links && !links.param().startsWith("link")) {
      List<Criterion.LinkValue> all = new ArrayList<>(links.values());
      for (Criterion.LinkValue value : links.values()) {
        String id = value.targetId();
        if (id != null && (value.targetType() == null || PATIENT.equals(value.targetType()))) {
          mergedInto(id).forEach(merged -> all.add(new Criterion.LinkValue(PATIENT, merged, null)));
        }
      }
      return new Criterion.Links(links.param(), all);
    }
    if (criterion instanceof Criterion.All all) {
      return new Criterion.All(widened(all.criteria()));
    }
    if (criterion instanceof Criterion.Chained chained) {
      Map<String, Criterion> byType = new LinkedHashMap<>();
      chained.byType().forEach((type, inner) -> byType.put(type, widened(inner)));
      return new Criterion.Chained(chained.param(), byType);
    }
    if (criterion instanceof Criterion.Referring referring) {
      return new Criterion.Referring(
          referring.resourceType(), referring.param(), widened(referring.criterion()));
    }
    return criterion;
  }
}
