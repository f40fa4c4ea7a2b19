package org.einthoven.fhir;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.einthoven.fhir.validation.ProfileValidator;

/** Errors of validation against R4 and our own profiles. */
public final class R4Validation {

  private R4Validation() {}

  /** Errors and fatal errors, each with its place, by R4 and the profiles that it claims. */
  public static List<String> errors(FhirResource resource) {
    return errors(resource, List.of());
  }

  /** The same, by these profiles too. */
  public static List<String> errors(FhirResource resource, List<String> profiles) {
    return ProfileValidator.shared()
        .validate(new String(resource.json(), StandardCharsets.UTF_8), profiles)
        .stream()
        .filter(finding -> finding.severity().invalidates())
        .map(finding -> finding.place() + ": " + finding.words())
        .toList();
  }
}
