package org.einthoven.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** HAPI's validator over R4 and our own profiles; made once, as it is slow to warm up. */
public final class R4Validation {

  private static final List<String> OURS =
      List.of(
          "StructureDefinition-ecg-recording",
          "StructureDefinition-ecg-report",
          "StructureDefinition-local-time",
          "CodeSystem-ecg-reading",
          "ValueSet-ecg-reading",
          "ValueSet-signal-quality",
          "StructureDefinition-contact-order");

  /** Added to HL7 terminology after R4 was published, with which the validator is packaged. */
  private static final String NEWER_THAN_R4 =
      "Unknown code 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue#AIAST'";

  /** The validator looks for a package cache when it makes the snapshot of an extension. */
  private static final String NO_PACKAGES = "Unable to resolve package id hl7.fhir.r4.core";

  private static final FhirValidator VALIDATOR = validator();

  private R4Validation() {}

  /** Errors and fatal errors, each with its place. */
  public static List<String> errors(FhirResource resource) {
    return VALIDATOR
        .validateWithResult(new String(resource.json(), StandardCharsets.UTF_8))
        .getMessages()
        .stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(message -> message.getLocationString() + ": " + message.getMessage())
        .filter(error -> !error.endsWith(NEWER_THAN_R4) && !error.contains(NO_PACKAGES))
        .toList();
  }

  /** Our own definitions as they are packaged. */
  public static List<FhirResource> definitions() {
    return OURS.stream().map(R4Validation::definition).toList();
  }

  private static FhirResource definition(String name) {
    String path = "/fhir-profiles/" + name + ".json";
    try (InputStream in = R4Validation.class.getResourceAsStream(path)) {
      return FhirResource.parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FhirValidator validator() {
    FhirContext context = FhirText.context();
    PrePopulatedValidationSupport ours = new PrePopulatedValidationSupport(context);
    for (FhirResource definition : definitions()) {
      ours.addResource((IBaseResource) definition.resource());
    }
    ValidationSupportChain chain =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(context),
            ours,
            new InMemoryTerminologyServerValidationSupport(context),
            new CommonCodeSystemsTerminologyService(context),
            new SnapshotGeneratingValidationSupport(context));
    FhirInstanceValidator instance = new FhirInstanceValidator(chain);
    instance.setAnyExtensionsAllowed(true);
    instance.setErrorForUnknownProfiles(true);
    return context.newValidator().registerValidatorModule(instance);
  }
}
