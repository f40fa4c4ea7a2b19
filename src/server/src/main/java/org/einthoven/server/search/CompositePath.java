package org.einthoven.server.search;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Base;

/**
 * Where a composite search parameter looks (FHIR R4 search 3.1.1.4.15): in each element of its
 * bases at the paths of its components.
 */
final class CompositePath {

  private record Basis(SearchPath at, List<SearchPath> components) {}

  private final List<Basis> bases = new ArrayList<>();

  /**
   * @param path of the bases
   * @param components the paths of the components, from the resource on
   */
  CompositePath(SearchPath path, List<SearchPath> components) {
    List<List<String>> steps = path.stepsOfBranches();
    for (SearchPath basis : path.branches()) {
      List<String> here = basis.stepsOfBranches().get(0);
      bases.add(
          new Basis(
              basis, components.stream().map(component -> component.below(here, steps)).toList()));
    }
  }

  /** Of each element that has all components, the values of each. */
  List<List<List<Base>>> parts(Base resource) {
    List<List<List<Base>>> parts = new ArrayList<>();
    for (Basis basis : bases) {
      for (Base element : basis.at().values(resource)) {
        List<List<Base>> part =
            basis.components().stream().map(component -> component.values(element)).toList();
        if (part.stream().noneMatch(List::isEmpty)) {
          parts.add(part);
        }
      }
    }
    return parts;
  }
}
