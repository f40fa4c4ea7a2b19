package org.einthoven.server.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.einthoven.fhir.FhirText;
import org.einthoven.fhir.validation.OwnDefinitions;
import org.einthoven.server.store.index.Criterion;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.jspecify.annotations.Nullable;

/**
 * The search parameters that R4 defines for the resource types of this server, as HAPI's model
 * carries them. Of the special ones there is {@code Location.near}.
 */
@Singleton
public class SearchParameters {

  /** The resource types of this server. */
  public static final List<String> RESOURCE_TYPES =
      List.of(
          "AuditEvent",
          "Binary",
          "Bundle",
          "CodeSystem",
          "DetectedIssue",
          "Device",
          "DiagnosticReport",
          "DocumentReference",
          "Encounter",
          "Location",
          "Media",
          "Observation",
          "OperationDefinition",
          "Organization",
          "Patient",
          "Practitioner",
          "PractitionerRole",
          "Provenance",
          "RelatedPerson",
          "RiskAssessment",
          "ServiceRequest",
          "Specimen",
          "StructureDefinition",
          "Subscription",
          "Task",
          "ValueSet");

  /** The one of them that is told from the audit trail. */
  public static final String TOLD_TYPE = "AuditEvent";

  /** Those that this server alone writes: its audit trail and its own definitions. */
  public static final Set<String> READ_ONLY_TYPES =
      Stream.concat(Stream.of(TOLD_TYPE), OwnDefinitions.TYPES.stream())
          .collect(Collectors.toUnmodifiableSet());

  /** Those that clients store, and that are exported. */
  public static final List<String> STORED_TYPES =
      RESOURCE_TYPES.stream().filter(type -> !READ_ONLY_TYPES.contains(type)).toList();

  private static final String NEAR = "near";

  /** Which HAPI's model does not carry. */
  private static final SearchParameter SOURCE =
      new SearchParameter(
          "_source",
          SearchParamType.URI,
          SearchPath.parse("Resource.meta.source"),
          List.of(),
          "http://hl7.org/fhir/SearchParameter/Resource-source",
          List.of(),
          null,
          List.of());

  private final Map<String, Map<String, SearchParameter>> byType = new TreeMap<>();

  /** Reads the definitions; a definition of a form that cannot be evaluated is a fault. */
  public SearchParameters() {
    FhirContext context = FhirText.context();
    for (String type : RESOURCE_TYPES) {
      Map<String, SearchParameter> parameters = new TreeMap<>();
      List<RuntimeSearchParam> composites = new ArrayList<>();
      for (RuntimeSearchParam defined : context.getResourceDefinition(type).getSearchParams()) {
        if (defined.getParamType() == RestSearchParameterTypeEnum.COMPOSITE) {
          composites.add(defined);
        } else if (defined.getParamType() != RestSearchParameterTypeEnum.SPECIAL
            || defined.getName().equals(NEAR)) {
          parameters.put(
              defined.getName(),
              parameter(type, defined, SearchPath.parse(defined.getPath()), List.of()));
        }
      }
      parameters.put("_source", SOURCE);
      shareEntries(parameters);
      composites.forEach(defined -> compose(type, defined, parameters));
      byType.put(type, parameters);
    }
  }

  private static SearchParameter parameter(
      String type, RuntimeSearchParam defined, SearchPath path, List<SearchParameter> components) {
    return new SearchParameter(
        defined.getName(),
        SearchParamType.fromCode(defined.getParamType().getCode()),
        path,
        defined.getTargets().stream().sorted().toList(),
        definition(type, defined),
        components,
        null,
        List.of());
  }

  /** Lets a parameter that looks where others together look be answered from their entries. */
  private static void shareEntries(Map<String, SearchParameter> parameters) {
    // Narrow ones first, so that what another is answered from has entries of its own.
    List<SearchParameter> narrowFirst = new ArrayList<>(parameters.values());
    narrowFirst.sort(Comparator.comparingInt(each -> each.path().stepsOfBranches().size()));
    for (SearchParameter parameter : narrowFirst) {
      List<SearchParameter> within =
          parameters.values().stream()
              .filter(other -> other.type() == parameter.type())
              .filter(other -> other.kind() != Criterion.Kind.REFERENCE)
              .filter(other -> other.isIndexed() && other.path().isWithin(parameter.path()))
              .toList();
      if (parameter.path().isCoveredBy(within.stream().map(SearchParameter::path).toList())) {
        parameters.put(parameter.name(), parameter.from(within));
      }
    }
  }

  /**
   * Adds a composite parameter, and lets its components tell the parts that their values are in.
   */
  private static void compose(
      String type, RuntimeSearchParam composite, Map<String, SearchParameter> parameters) {
    SearchPath bases = SearchPath.parse(composite.getPath());
    List<SearchParameter> components = new ArrayList<>();
    for (RuntimeSearchParam.Component part : composite.getComponents()) {
      SearchParameter component = component(part.getReference(), parameters.values());
      List<SearchParameter> indexed =
          component.isIndexed() ? List.of(component) : component.sources();
      for (SearchParameter each : indexed) {
        parameters.compute(each.name(), (name, there) -> numbered(there, bases));
      }
      components.add(component);
    }
    parameters.put(composite.getName(), parameter(type, composite, bases, components));
  }

  private static SearchParameter numbered(@Nullable SearchParameter parameter, SearchPath bases) {
    SearchParameter found = Objects.requireNonNull(parameter);
    SearchParameter part = found.partOf(bases);
    if (found.parts() != null && !found.parts().numbersLike(part.parts())) {
      throw new IllegalStateException("a part of composites with other bases: " + found.name());
    }
    return part;
  }

  private static SearchParameter component(
      String reference, Collection<SearchParameter> parameters) {
    // The definition of a parameter that several types share is not the one referred to.
    return parameters.stream()
        .filter(
            other -> reference.equals(other.definition()) || reference.endsWith("-" + other.name()))
        .max(Comparator.comparingInt(other -> other.name().length()))
        .orElseThrow(() -> new IllegalStateException("no component " + reference));
  }

  private static String definition(String type, RuntimeSearchParam defined) {
    String uri = defined.getUri();
    if (uri != null && !uri.isEmpty()) {
      return uri;
    }
    String name = defined.getName();
    return "http://hl7.org/fhir/SearchParameter/"
        + (name.startsWith("_") ? "Resource-" + name.substring(1) : type + "-" + name);
  }

  /** Whether resources of this type are served. */
  public boolean serves(String resourceType) {
    return byType.containsKey(resourceType);
  }

  /** All parameters of a type, by name. */
  public Collection<SearchParameter> of(String resourceType) {
    return byType.getOrDefault(resourceType, Map.of()).values();
  }

  /** One parameter of a type. */
  public Optional<SearchParameter> find(String resourceType, String name) {
    return Optional.ofNullable(byType.getOrDefault(resourceType, Map.of()).get(name));
  }
}
