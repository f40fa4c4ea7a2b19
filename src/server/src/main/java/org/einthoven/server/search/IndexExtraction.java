package org.einthoven.server.search;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.einthoven.server.store.Hash;
import org.einthoven.server.store.index.IndexEntry;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Resource;

/** Finds in a resource what it is to be found by. */
@Singleton
public class IndexExtraction {

  /** To be raised when a value makes other entries than before. */
  private static final int MAKING = 2;

  private final SearchParameters parameters;
  private final String form;

  /** By these parameters. */
  public IndexExtraction(SearchParameters parameters) {
    this.parameters = parameters;
    StringBuilder all = new StringBuilder();
    for (String type : SearchParameters.RESOURCE_TYPES) {
      for (SearchParameter each : parameters.of(type)) {
        if (each.isIndexed()) {
          all.append(type).append(' ').append(each.name()).append(' ').append(each.type());
          all.append(' ').append(each.path()).append(' ').append(each.parts()).append('\n');
        }
      }
    }
    this.form = MAKING + " " + Hash.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What entries are made by: another text where other parameters are known, or others look
   * elsewhere, or their values make other entries.
   */
  public String form() {
    return form;
  }

  /** The index entries of a resource, each once. */
  public List<IndexEntry> entries(Resource resource) {
    Set<IndexEntry> entries = new LinkedHashSet<>();
    for (SearchParameter parameter : parameters.of(resource.fhirType())) {
      if (!parameter.isIndexed()
          || parameter.name().equals("_id")
          || parameter.name().equals("_lastUpdated")) {
        continue;
      }
      for (PartPath.Found found : parameter.numbered(resource)) {
        for (IndexEntry entry : entries(parameter, parameter.name(), found.value())) {
          entries.add(found.part() == 0 ? entry : new IndexEntry.Part(found.part(), entry));
        }
      }
    }
    entries.addAll(MergedPatients.entries(resource));
    return new ArrayList<>(entries);
  }

  private static List<IndexEntry> entries(SearchParameter parameter, String name, Base value) {
    return switch (parameter.type()) {
      case TOKEN -> IndexValues.tokens(name, value);
      case URI -> IndexValues.addresses(name, value);
      case DATE -> IndexValues.spans(name, value);
      case REFERENCE ->
          value instanceof Resource held
              ? IndexValues.held(name, held, parameter.targets())
              : IndexValues.links(name, value);
      case STRING -> IndexValues.texts(name, value);
      case QUANTITY, NUMBER -> IndexValues.amounts(name, value);
      case SPECIAL -> IndexValues.position(name, value);
      default -> List.of();
    };
  }
}
