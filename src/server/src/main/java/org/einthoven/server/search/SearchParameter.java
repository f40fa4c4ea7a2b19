package org.einthoven.server.search;

import java.util.List;
import org.einthoven.server.store.index.Criterion;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.Resource;

/**
 * A search parameter of one resource type.
 *
 * @param name such as {@code based-on}
 * @param type token, date, reference, string, quantity, number, uri or composite
 * @param path where it looks
 * @param targets the types that a reference parameter may point to
 * @param definition the canonical address of its definition
 * @param components of a composite parameter, in their order
 */
public record SearchParameter(
    String name,
    SearchParamType type,
    SearchPath path,
    List<String> targets,
    String definition,
    List<SearchParameter> components) {

  /** Copies the lists. */
  public SearchParameter {
    targets = List.copyOf(targets);
    components = List.copyOf(components);
  }

  /** What a component's entries are kept under. */
  SearchParameter asComponent(String composite, int number) {
    return new SearchParameter(
        composite + "$" + number, type, path, targets, definition, components);
  }

  /** Which table holds its entries. */
  public Criterion.Kind kind() {
    return switch (type) {
      case DATE -> Criterion.Kind.DATE;
      case REFERENCE -> Criterion.Kind.REFERENCE;
      case STRING -> Criterion.Kind.STRING;
      case QUANTITY, NUMBER -> Criterion.Kind.QUANTITY;
      case COMPOSITE -> components.get(0).kind();
      default -> Criterion.Kind.TOKEN;
    };
  }

  /** The elements of the resource that it looks at. */
  List<Base> values(Resource resource) {
    return path.values(resource);
  }

  /** What a composite parameter finds: of each element the values of each component. */
  List<List<List<Base>>> parts(Resource resource) {
    return new CompositePath(path, components.stream().map(SearchParameter::path).toList())
        .parts(resource);
  }
}
