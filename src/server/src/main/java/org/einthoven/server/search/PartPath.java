package org.einthoven.server.search;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Base;

/**
 * Where a parameter looks that is part of composite ones (FHIR R4 search 3.1.1.4.15): in each
 * element of their bases. What is found in one element has its number, so that a composite search
 * needs no entries of its own.
 */
final class PartPath {

  private record Basis(SearchPath at, boolean whole, SearchPath within) {}

  private final List<Basis> bases = new ArrayList<>();

  /**
   * @param composite the path of the bases
   * @param path the parameter's own, from the resource on
   * @throws IllegalArgumentException when it also looks outside of the bases
   */
  PartPath(SearchPath composite, SearchPath path) {
    List<List<String>> steps = composite.stepsOfBranches();
    int covered = 0;
    for (SearchPath basis : composite.branches()) {
      List<String> here = basis.stepsOfBranches().get(0);
      SearchPath within = path.below(here, steps);
      covered += within.stepsOfBranches().size();
      bases.add(new Basis(basis, here.isEmpty(), within));
    }
    if (covered != path.stepsOfBranches().size()) {
      throw new IllegalArgumentException("a part of a composite looks outside of its bases");
    }
  }

  /** Whether these are the bases. */
  boolean hasBases(SearchPath composite) {
    return composite
        .stepsOfBranches()
        .equals(bases.stream().map(basis -> basis.at().stepsOfBranches().get(0)).toList());
  }

  /**
   * A value.
   *
   * @param part the number of the element that it is in, 0 for the resource itself
   */
  record Found(int part, Base value) {}

  /** The values in a resource. */
  List<Found> values(Base resource) {
    List<Found> found = new ArrayList<>();
    int number = 0;
    for (Basis basis : bases) {
      for (Base element : basis.at().values(resource)) {
        int part = basis.whole() ? 0 : ++number;
        basis.within().values(element).forEach(value -> found.add(new Found(part, value)));
      }
    }
    return found;
  }
}
