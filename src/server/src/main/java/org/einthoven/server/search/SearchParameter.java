package org.einthoven.server.search;

import java.util.List;
import org.einthoven.server.store.index.Criterion;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A search parameter of one resource type.
 *
 * @param name such as {@code based-on}
 * @param type token, date, reference, string, quantity, number, uri, composite or special
 * @param path where it looks
 * @param targets the types that a reference parameter may point to
 * @param definition the canonical address of its definition
 * @param components of a composite parameter, in their order
 * @param parts where it looks as a part of composite parameters, null where it is none
 * @param sources those whose entries it is answered from, empty where it has its own
 */
public record SearchParameter(
    String name,
    SearchParamType type,
    SearchPath path,
    List<String> targets,
    String definition,
    List<SearchParameter> components,
    @Nullable PartPath parts,
    List<SearchParameter> sources) {

  /** Copies the lists. */
  public SearchParameter {
    targets = List.copyOf(targets);
    components = List.copyOf(components);
    sources = List.copyOf(sources);
  }

  /** The same, as a part of composite parameters with these bases. */
  SearchParameter partOf(SearchPath bases) {
    return new SearchParameter(
        name, type, path, targets, definition, components, new PartPath(bases, path), sources);
  }

  /** The same, answered from the entries of others that together look where it looks. */
  SearchParameter from(List<SearchParameter> others) {
    return new SearchParameter(name, type, path, targets, definition, components, parts, others);
  }

  /** Whether it has entries of its own. */
  boolean isIndexed() {
    return components.isEmpty() && sources.isEmpty();
  }

  /** Which table holds its entries. */
  public Criterion.Kind kind() {
    return switch (type) {
      case DATE -> Criterion.Kind.DATE;
      case REFERENCE -> Criterion.Kind.REFERENCE;
      case STRING -> Criterion.Kind.STRING;
      case QUANTITY, NUMBER, SPECIAL -> Criterion.Kind.QUANTITY;
      case COMPOSITE -> components.get(0).kind();
      default -> Criterion.Kind.TOKEN;
    };
  }

  /** The elements of the resource that it looks at. */
  public List<Base> values(Resource resource) {
    return path.values(resource);
  }

  /** The same, each with the number of the part that it is in; 0 for the resource itself. */
  List<PartPath.Found> numbered(Resource resource) {
    return parts != null
        ? parts.values(resource)
        : values(resource).stream().map(value -> new PartPath.Found(0, value)).toList();
  }
}
