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
 * @param type token, date, reference, string, quantity, number or uri
 * @param path where it looks
 * @param targets the types that a reference parameter may point to
 * @param definition the canonical address of its definition
 */
public record SearchParameter(
    String name, SearchParamType type, SearchPath path, List<String> targets, String definition) {

  /** Copies the targets. */
  public SearchParameter {
    targets = List.copyOf(targets);
  }

  /** Which table holds its entries. */
  public Criterion.Kind kind() {
    return switch (type) {
      case DATE -> Criterion.Kind.DATE;
      case REFERENCE -> Criterion.Kind.REFERENCE;
      case STRING -> Criterion.Kind.STRING;
      case QUANTITY, NUMBER -> Criterion.Kind.QUANTITY;
      default -> Criterion.Kind.TOKEN;
    };
  }

  /** The elements of the resource that it looks at. */
  List<Base> values(Resource resource) {
    return path.values(resource);
  }
}
