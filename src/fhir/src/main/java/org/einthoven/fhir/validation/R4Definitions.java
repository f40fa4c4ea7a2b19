package org.einthoven.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import java.time.Duration;
import java.util.Objects;
import org.einthoven.fhir.FhirResource;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;

/**
 * What validation rests on: R4 as it was published, our own definitions, and terminology in memory.
 * Nothing is fetched from anywhere.
 */
final class R4Definitions {

  private static final int MOST_CACHED = 2_000;
  private static final Duration CACHED = Duration.ofMinutes(10);

  private static final String OBSERVATION_VALUES =
      "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";

  private R4Definitions() {}

  /** All of it; what was published is read at the first use. */
  static ValidationSupportChain of(FhirContext context, DefaultProfileValidationSupport published) {
    PrePopulatedValidationSupport ours = new PrePopulatedValidationSupport(context);
    for (FhirResource definition : OwnDefinitions.all()) {
      ours.addResource((IBaseResource) definition.resource().copy());
    }
    AiTransparencyDefinitions.all().forEach(ours::addResource);
    ours.addResource(observationValues(published));
    return new ValidationSupportChain(
        ValidationSupportChain.CacheConfiguration.defaultValues()
            .setCacheSize(MOST_CACHED)
            .setCacheTimeout(CACHED),
        ours,
        published,
        new CommonCodeSystemsTerminologyService(context),
        new InMemoryTerminologyServerValidationSupport(context),
        new SnapshotGeneratingValidationSupport(context));
  }

  /** HL7 terminology added AIAST (artificial intelligence asserted) after R4 was published. */
  private static CodeSystem observationValues(DefaultProfileValidationSupport published) {
    CodeSystem values =
        ((CodeSystem) Objects.requireNonNull(published.fetchCodeSystem(OBSERVATION_VALUES))).copy();
    values
        .addConcept()
        .setCode("AIAST")
        .setDisplay("Artificial Intelligence asserted")
        .setDefinition("Security label for what an artificial intelligence asserted.");
    return values;
  }
}
