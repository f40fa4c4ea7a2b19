package org.einthoven.server.intake;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.server.search.MergedPatients;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.index.Criterion;
import org.einthoven.server.store.index.IndexQuery;
import org.einthoven.server.store.index.SearchIndex;

/**
 * Finds the stored Patient that a source names, by identifier and assigning authority and by
 * nothing else.
 *
 * <p>An identifier without an authority means nothing outside of where it was given, so it matches
 * nobody. Where the identifiers sent lead to several Patients, none is taken: whose ECG it is, is
 * never guessed. Patients who were merged into one are one.
 */
@Singleton
public class PatientMatching {

  /** One patient may have some records that were merged; more than that is nobody. */
  private static final int LOOKED_AT = 20;

  private final SearchIndex index;
  private final MergedPatients merged;

  PatientMatching(SearchIndex index, MergedPatients merged) {
    this.index = index;
    this.merged = merged;
  }

  /** The one Patient that has one of the identifiers sent; empty for none or several. */
  public Optional<ResourceId> match(PatientAsSent sent) {
    List<Criterion.TokenValue> identifiers =
        sent.identifiers().stream()
            .filter(identifier -> identifier.authority() != null && !identifier.value().isBlank())
            .map(identifier -> new Criterion.TokenValue(identifier.authority(), identifier.value()))
            .toList();
    if (identifiers.isEmpty()) {
      return Optional.empty();
    }
    List<IndexQuery.Hit> hits =
        index.find(
            new IndexQuery(
                "Patient",
                List.of(new Criterion.Tokens("identifier", identifiers, false)),
                List.of(),
                null,
                LOOKED_AT));
    List<ResourceId> patients =
        hits.stream()
            .map(hit -> new ResourceId("Patient", hit.resourceId()))
            .map(merged::survivor)
            .distinct()
            .toList();
    return patients.size() == 1 && hits.size() < LOOKED_AT
        ? Optional.of(patients.get(0))
        : Optional.empty();
  }
}
