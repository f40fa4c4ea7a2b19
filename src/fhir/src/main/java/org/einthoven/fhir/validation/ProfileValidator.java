package org.einthoven.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.einthoven.fhir.FhirText;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.utilities.filesystem.ManagedFileAccess;
import org.hl7.fhir.utilities.http.ManagedWebAccess;
import org.jspecify.annotations.Nullable;

/**
 * Validates against R4 and our own profiles. Made once and shared: the first validation reads all
 * of R4 and takes seconds and some hundred megabytes.
 */
public final class ProfileValidator {

  private static final String BASE = "http://hl7.org/fhir/StructureDefinition/";

  private static final Finding NOT_JSON =
      new Finding(
          Finding.Severity.FATAL,
          Finding.Kind.STRUCTURE,
          "body",
          "The text is not a FHIR resource in JSON");

  private static @Nullable ProfileValidator shared;

  private final DefaultProfileValidationSupport published;
  private final ValidationSupportChain definitions;
  private final FhirValidator validator;

  private ProfileValidator(FhirContext context) {
    // Some checks would look for packages on the network and in the home folder.
    ManagedWebAccess.setAccessPolicy(ManagedWebAccess.WebAccessPolicy.PROHIBITED);
    ManagedFileAccess.setAccessPolicy(ManagedFileAccess.FileAccessPolicy.PROHIBITED);
    published = new DefaultProfileValidationSupport(context);
    definitions = R4Definitions.of(context, published);
    FhirInstanceValidator instance = new FhirInstanceValidator(definitions);
    instance.setAnyExtensionsAllowed(true);
    // A profile that is claimed and not known here is said, and makes nobody's resource wrong.
    instance.setErrorForUnknownProfiles(false);
    instance.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
    instance.setAssumeValidRestReferences(true);
    validator = context.newValidator().registerValidatorModule(instance);
  }

  /** The one validator; the first call builds it. */
  public static synchronized ProfileValidator shared() {
    if (shared == null) {
      shared = new ProfileValidator(FhirText.context());
    }
    return shared;
  }

  /**
   * Gives back the memory of the shared validator, for a process that goes on without the server
   * that used it. A later call of {@link #shared()} builds it anew.
   */
  public static synchronized void forget() {
    if (shared != null) {
      // HAPI keeps what it has read of R4 for all of the process.
      shared.published.flush();
    }
    shared = null;
  }

  /**
   * What is wrong with a resource, and what could not be checked; empty where nothing is.
   *
   * @param json one FHIR resource, its waveforms taken out ({@link
   *     org.einthoven.fhir.waveform.JsonWaveforms}); it may break any rule of FHIR
   * @param profiles canonical addresses of {@linkplain #typeOf known} profiles on its type, besides
   *     R4's own and those that it claims
   */
  public List<Finding> validate(String json, List<String> profiles) {
    ValidationOptions options = new ValidationOptions();
    profiles.forEach(options::addProfile);
    List<Finding> findings = new ArrayList<>();
    if (!json.stripLeading().startsWith("{")) {
      // The validator would read anything else as XML, which nobody has screened.
      findings.add(NOT_JSON);
      return findings;
    }
    try {
      for (SingleValidationMessage message :
          validator.validateWithResult(json, options).getMessages()) {
        if (!ValidatorWords.isRepeated(message)) {
          findings.add(ValidatorWords.finding(message));
        }
      }
    } catch (JsonParseException | DataFormatException e) {
      findings.add(NOT_JSON);
    }
    return findings;
  }

  /**
   * The resource type that a profile is on; empty where it is not known.
   *
   * @param profile canonical address, with or without {@code |version}
   */
  public Optional<String> typeOf(String profile) {
    int bar = profile.indexOf('|');
    String url = bar < 0 ? profile : profile.substring(0, bar);
    if (!url.startsWith(BASE)
        && !url.startsWith(AiTransparencyDefinitions.PROFILES)
        && !OwnDefinitions.isOurs(url)) {
      return Optional.empty();
    }
    return Optional.ofNullable((StructureDefinition) definitions.fetchStructureDefinition(url))
        .filter(found -> bar < 0 || profile.substring(bar + 1).equals(found.getVersion()))
        .map(StructureDefinition::getType);
  }
}
