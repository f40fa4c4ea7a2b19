package org.einthoven.server.search;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.jspecify.annotations.Nullable;

/**
 * Where a parameter looks that is part of composite ones (FHIR R4 search 3.1.1.4.15): in each
 * element of their bases. What is found in one element has its number, so that a composite search
 * needs no entries of its own.
 */
final class PartPath {

  private record Basis(List<String> steps, SearchPath at, SearchPath within) {

    boolean isResource() {
      return steps.isEmpty();
    }
  }

  private final List<Basis> bases = new ArrayList<>();

  /**
   * @param composite the path of the bases
   * @param path the parameter's own, from the resource on
   * @throws IllegalArgumentException when it also looks outside of the bases, or in two kinds of
   *     element, whose numbers would not tell them apart
   */
  PartPath(SearchPath composite, SearchPath path) {
    List<List<String>> steps = composite.stepsOfBranches();
    int covered = 0;
    for (SearchPath basis : composite.branches()) {
      List<String> here = basis.stepsOfBranches().get(0);
      SearchPath within = path.below(here, steps);
      covered += within.stepsOfBranches().size();
      if (!within.stepsOfBranches().isEmpty()) {
        bases.add(new Basis(here, basis, within));
      }
    }
    if (covered != path.stepsOfBranches().size()
        || steps.stream().filter(here -> !here.isEmpty()).count() > 1) {
      throw new IllegalArgumentException("the parts of a composite cannot be numbered");
    }
  }

  /** Whether it gives a value the number that another gives it. */
  boolean numbersLike(@Nullable PartPath other) {
    return other != null
        && bases.stream()
            .map(Basis::steps)
            .toList()
            .equals(other.bases.stream().map(Basis::steps).toList());
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
        int part = basis.isResource() ? 0 : ++number;
        basis.within().values(element).forEach(value -> found.add(new Found(part, value)));
      }
    }
    return found;
  }

  /** Where it looks, for comparison. */
  @Override
  public String toString() {
    return bases.toString();
  }
}
