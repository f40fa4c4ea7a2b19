package org.einthoven.server.search;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.einthoven.server.store.index.IndexEntry;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Resource;

/** Finds in a resource what it is to be found by. */
@Singleton
public class IndexExtraction {

  private final SearchParameters parameters;

  /** By these parameters. */
  public IndexExtraction(SearchParameters parameters) {
    this.parameters = parameters;
  }

  /** The index entries of a resource, each once. */
  public List<IndexEntry> entries(Resource resource) {
    Set<IndexEntry> entries = new LinkedHashSet<>();
    for (SearchParameter parameter : parameters.of(resource.fhirType())) {
      if (parameter.name().equals("_id") || parameter.name().equals("_lastUpdated")) {
        continue;
      }
      for (Base value : parameter.values(resource)) {
        entries.addAll(
            switch (parameter.type()) {
              case TOKEN, URI -> IndexValues.tokens(parameter.name(), value);
              case DATE -> IndexValues.spans(parameter.name(), value);
              case REFERENCE -> IndexValues.links(parameter.name(), value);
              case STRING -> IndexValues.texts(parameter.name(), value);
              case QUANTITY, NUMBER -> IndexValues.amounts(parameter.name(), value);
              default -> List.of();
            });
      }
    }
    return new ArrayList<>(entries);
  }
}
