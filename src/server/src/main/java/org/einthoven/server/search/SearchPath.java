package org.einthoven.server.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Where a search parameter looks: the part of FHIRPath in which R4 writes its parameters.
 *
 * <p>R4's own definitions use paths, {@code |}, {@code (path as Type)} with a path after it, {@code
 * [0]}, {@code .where(resolve() is Type)}, {@code .where(element='text')} and one {@code x.exists()
 * and x != false}. Reading these few forms needs neither the full engine nor its tens of megabytes
 * of definitions; {@link #parse} throws on any other form, so that no parameter is lost unseen.
 */
final class SearchPath {

  private static final Pattern CAST =
      Pattern.compile("\\(?([\\w.\\[\\]]+) as (\\w+)\\)?(?:\\.(\\w+))?");
  private static final Pattern RESOLVES =
      Pattern.compile("([\\w.]+)\\.where\\(resolve\\(\\) is (\\w+)\\)");
  private static final Pattern WHERE =
      Pattern.compile("([\\w.]+)\\.where\\((\\w+)\\s*=\\s*'([^']*)'\\)");
  private static final Pattern SAID = Pattern.compile("([\\w.]+)\\.exists\\(\\) and \\1 != false");
  private static final Pattern PLAIN = Pattern.compile("[\\w.\\[\\]]+");
  private static final String FIRST = "[0]";

  private final List<Branch> branches;

  private SearchPath(List<Branch> branches) {
    this.branches = branches;
  }

  private record Branch(
      List<String> steps,
      @Nullable String type,
      @Nullable String then,
      @Nullable String target,
      @Nullable String element,
      @Nullable String text,
      boolean said) {

    Branch from(int step) {
      return new Branch(steps.subList(step, steps.size()), type, then, target, element, text, said);
    }
  }

  /**
   * Reads an expression of a SearchParameter.
   *
   * @throws IllegalArgumentException when it is of another form
   */
  static SearchPath parse(String expression) {
    List<Branch> branches = new ArrayList<>();
    for (String part : expression.split("\\|", -1)) {
      branches.add(branch(part.strip(), expression));
    }
    return new SearchPath(List.copyOf(branches));
  }

  private static Branch branch(String part, String expression) {
    Matcher cast = CAST.matcher(part);
    if (cast.matches()) {
      return new Branch(
          steps(cast.group(1)), cast.group(2), cast.group(3), null, null, null, false);
    }
    Matcher resolves = RESOLVES.matcher(part);
    if (resolves.matches()) {
      return new Branch(steps(resolves.group(1)), null, null, resolves.group(2), null, null, false);
    }
    Matcher where = WHERE.matcher(part);
    if (where.matches()) {
      return new Branch(
          steps(where.group(1)), null, null, null, where.group(2), where.group(3), false);
    }
    Matcher said = SAID.matcher(part);
    if (said.matches()) {
      return new Branch(steps(said.group(1)), null, null, null, null, null, true);
    }
    if (PLAIN.matcher(part).matches()) {
      return new Branch(steps(part), null, null, null, null, null, false);
    }
    throw new IllegalArgumentException("a search path of an unknown form: " + expression);
  }

  /** The steps below the resource type, with which every path of R4 begins. */
  private static List<String> steps(String path) {
    List<String> steps = List.of(path.replace("[x]", "").split("\\.", -1));
    return steps.subList(1, steps.size());
  }

  /** The elements at this path of a resource, or of the element that the path begins at. */
  List<Base> values(Base root) {
    List<Base> found = new ArrayList<>();
    for (Branch branch : branches) {
      found.addAll(values(root, branch));
    }
    return found;
  }

  private static List<Base> values(Base root, Branch branch) {
    List<Base> values = List.of(root);
    for (String step : branch.steps()) {
      boolean first = step.endsWith(FIRST);
      values = children(values, first ? step.substring(0, step.length() - FIRST.length()) : step);
      values = first && values.size() > 1 ? values.subList(0, 1) : values;
    }
    if (branch.said()) {
      return List.of(
          new BooleanType(
              values.stream()
                  .anyMatch(v -> !(v instanceof BooleanType said) || said.booleanValue())));
    }
    values = values.stream().filter(value -> matches(value, branch)).toList();
    return branch.then() == null ? values : children(values, branch.then());
  }

  /** Each alternative by itself. */
  List<SearchPath> branches() {
    return branches.stream().map(branch -> new SearchPath(List.of(branch))).toList();
  }

  /** Whether another path looks wherever this one looks, and elsewhere too. */
  boolean isWithin(SearchPath wider) {
    return wider.branches.size() > branches.size() && wider.branches.containsAll(branches);
  }

  /** Whether these together look wherever this one looks. */
  boolean isCoveredBy(List<SearchPath> others) {
    return branches.stream()
        .allMatch(branch -> others.stream().anyMatch(other -> other.branches.contains(branch)));
  }

  /** The paths of the branches, for a composite parameter's bases. */
  List<List<String>> stepsOfBranches() {
    return branches.stream().map(Branch::steps).toList();
  }

  /**
   * What of this path lies below one of a composite's bases and not below a longer one.
   *
   * @param base the steps of the base
   * @param bases those of all bases
   */
  SearchPath below(List<String> base, List<List<String>> bases) {
    return new SearchPath(
        branches.stream()
            .filter(branch -> base.equals(longest(branch.steps(), bases)))
            .map(branch -> branch.from(base.size()))
            .toList());
  }

  private static @Nullable List<String> longest(List<String> steps, List<List<String>> bases) {
    return bases.stream()
        .filter(base -> steps.size() >= base.size() && steps.subList(0, base.size()).equals(base))
        .max(Comparator.comparingInt(List::size))
        .orElse(null);
  }

  private static boolean matches(Base value, Branch branch) {
    if (branch.type() != null && !value.fhirType().equalsIgnoreCase(branch.type())) {
      return false;
    }
    if (branch.target() != null) {
      return value instanceof Reference reference
          && branch.target().equals(References.type(reference));
    }
    return branch.element() == null
        || children(List.of(value), branch.element()).stream()
            .anyMatch(
                child ->
                    child instanceof PrimitiveType<?> primitive
                        && primitive.getValueAsString().equals(branch.text()));
  }

  private static List<Base> children(List<Base> values, String name) {
    List<Base> children = new ArrayList<>();
    for (Base value : values) {
      for (Base child : value.getProperty(name.hashCode(), name, false)) {
        if (child != null) {
          children.add(child);
        }
      }
    }
    return children;
  }

  /** What it looks at, for comparison. */
  @Override
  public String toString() {
    return branches.toString();
  }
}
