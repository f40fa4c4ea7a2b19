package org.einthoven.fhir.validation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirResource;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;

/**
 * Our own StructureDefinitions, OperationDefinitions, ValueSets and CodeSystems as they are
 * packaged from {@code fhir-profiles/}; read at the first use, and the same for all.
 */
public final class OwnDefinitions {

  /** The resource types of our definitions. */
  public static final List<String> TYPES =
      List.of("CodeSystem", "OperationDefinition", "StructureDefinition", "ValueSet");

  /** The files of the folder; a class path cannot be listed. */
  private static final List<String> NAMES =
      List.of(
          "CodeSystem-ecg-disagreement",
          "CodeSystem-ecg-reading",
          "OperationDefinition-Bundle-analyze",
          "OperationDefinition-DiagnosticReport-acknowledge",
          "OperationDefinition-DiagnosticReport-reassign",
          "OperationDefinition-DiagnosticReport-reproduce",
          "OperationDefinition-DiagnosticReport-sign-off",
          "OperationDefinition-DocumentReference-analyze",
          "OperationDefinition-Observation-analyze",
          "OperationDefinition-Patient-analyze",
          "OperationDefinition-analyze",
          "StructureDefinition-contact-order",
          "StructureDefinition-ecg-12-lead",
          "StructureDefinition-ecg-analysis-device",
          "StructureDefinition-ecg-analysis-task",
          "StructureDefinition-ecg-measurement",
          "StructureDefinition-ecg-model-card",
          "StructureDefinition-ecg-model-result",
          "StructureDefinition-ecg-provenance",
          "StructureDefinition-ecg-recording",
          "StructureDefinition-ecg-report",
          "StructureDefinition-ecg-result",
          "StructureDefinition-ecg-signal-quality",
          "StructureDefinition-ecg-single-lead",
          "StructureDefinition-local-time",
          "ValueSet-ecg-measurement",
          "ValueSet-ecg-model-result",
          "ValueSet-ecg-reading",
          "ValueSet-ecg-statement",
          "ValueSet-signal-quality");

  private static final class Loaded {
    private static final List<FhirResource> ALL =
        NAMES.stream().map(OwnDefinitions::packaged).toList();
  }

  private OwnDefinitions() {}

  /** All of them, by type and id. They are shared: copy before a change. */
  public static List<FhirResource> all() {
    return Loaded.ALL;
  }

  /** Those of one resource type. */
  public static List<FhirResource> of(String type) {
    return all().stream().filter(definition -> definition.type().equals(type)).toList();
  }

  /** One of them by its type and id. */
  public static Optional<FhirResource> find(String type, String id) {
    return of(type).stream().filter(definition -> definition.id().equals(id)).findFirst();
  }

  /** The one that a canonical address names, whatever version it asks for. */
  public static Optional<FhirResource> named(String canonical) {
    String url = canonical.split("\\|", 2)[0];
    return isOurs(url)
        ? all().stream().filter(definition -> url(definition).equals(url)).findFirst()
        : Optional.empty();
  }

  /** The canonical address of one of them. */
  public static String url(FhirResource definition) {
    return ((MetadataResource) definition.resource()).getUrl();
  }

  /** The canonical addresses of our profiles on a resource type. */
  public static List<String> profilesOn(String type) {
    return of("StructureDefinition").stream()
        .map(definition -> (StructureDefinition) definition.resource())
        .filter(profile -> profile.getKind() == StructureDefinitionKind.RESOURCE)
        .filter(profile -> profile.getType().equals(type))
        .map(StructureDefinition::getUrl)
        .toList();
  }

  /** Whether an address is one of our own, whether or not there is such a definition. */
  static boolean isOurs(String url) {
    return url.startsWith(Codes.BASE);
  }

  private static FhirResource packaged(String name) {
    String path = "/fhir-profiles/" + name + ".json";
    try (InputStream in =
        Objects.requireNonNull(OwnDefinitions.class.getResourceAsStream(path), path)) {
      return FhirResource.parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
