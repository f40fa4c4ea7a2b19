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
import java.util.Optional;
import java.util.TreeMap;
import org.einthoven.fhir.FhirText;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;

/**
 * The search parameters that R4 defines for the resource types of this server, as HAPI's model
 * carries them. The special one ({@code Location.near}) is left out, and the capability statement
 * says so by not listing it.
 */
@Singleton
public class SearchParameters {

  /** The resource types of this server. */
  public static final List<String> RESOURCE_TYPES =
      List.of(
          "AuditEvent",
          "Binary",
          "Bundle",
          "DetectedIssue",
          "Device",
          "DiagnosticReport",
          "DocumentReference",
          "Encounter",
          "Location",
          "Media",
          "Observation",
          "Organization",
          "Patient",
          "Practitioner",
          "PractitionerRole",
          "Provenance",
          "RelatedPerson",
          "RiskAssessment",
          "ServiceRequest",
          "Specimen",
          "Subscription",
          "Task");

  /** Which HAPI's model does not carry. */
  private static final SearchParameter SOURCE =
      new SearchParameter(
          "_source",
          SearchParamType.URI,
          SearchPath.parse("Resource.meta.source"),
          List.of(),
          "http://hl7.org/fhir/SearchParameter/Resource-source",
          List.of(),
          null);

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
        } else if (defined.getParamType() != RestSearchParameterTypeEnum.SPECIAL) {
          parameters.put(
              defined.getName(),
              parameter(type, defined, SearchPath.parse(defined.getPath()), List.of()));
        }
      }
      parameters.put("_source", SOURCE);
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
        null);
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
      if (component.parts() == null) {
        component = component.partOf(bases);
        parameters.put(component.name(), component);
      } else if (!component.parts().hasBases(bases)) {
        throw new IllegalStateException("a part of composites with other bases: " + part);
      }
      components.add(component);
    }
    parameters.put(composite.getName(), parameter(type, composite, bases, components));
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
