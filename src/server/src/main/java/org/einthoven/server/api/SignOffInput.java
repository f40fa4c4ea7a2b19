package org.einthoven.server.api;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.signoff.SignOff;
import org.einthoven.fhir.signoff.SignOff.Correction;
import org.einthoven.fhir.signoff.SignOff.Decision;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of {@code $sign-off}.
 *
 * @param version the version of the report that the clinician has looked at
 * @param signOff what they decide
 */
record SignOffInput(int version, SignOff signOff) {

  private static final String DECISION = "decision";
  private static final String VERSION = "version";
  private static final String REASON = "reason";
  private static final String REASON_CODE = "reason-code";
  private static final String CONCLUSION = "conclusion";
  private static final String REFUTED = "refuted";
  private static final String MISSED = "missed";
  private static final String MEASUREMENT = "measurement";
  private static final String CLINICIAN = "practitioner";
  private static final int LONGEST = 10_000;

  private static final Set<String> KNOWN =
      new TreeSet<>(
          Set.of(
              DECISION,
              VERSION,
              REASON,
              REASON_CODE,
              CONCLUSION,
              REFUTED,
              MISSED,
              MEASUREMENT,
              CLINICIAN));

  private static final Set<String> OF_AMENDMENT =
      new TreeSet<>(Set.of(CONCLUSION, REFUTED, MISSED, MEASUREMENT));

  /** Codes of {@code fhir-profiles/CodeSystem-ecg-disagreement.json}. */
  private static final Set<String> REASONS =
      new TreeSet<>(
          Set.of(
              "rhythm",
              "morphology",
              "measurement",
              "signal-quality",
              "lead-placement",
              "pacing",
              "clinical-context",
              "other"));

  /**
   * Reads the parameters.
   *
   * @param base the address of the FHIR API
   */
  static SignOffInput of(@Nullable IBaseResource body, String base, Instant now) {
    OperationInput input = OperationInput.of(body, KNOWN, base);
    Decision decision = decision(input.text(DECISION));
    Reference clinician = clinician(input, base);
    if (decision != Decision.AMEND) {
      for (String name : OF_AMENDMENT) {
        if (!input.all(name).isEmpty()) {
          throw OperationInput.wrong(
              name, "belongs to an amendment", "leave it out, or send decision amend");
        }
      }
    }
    return new SignOffInput(
        version(input.text(VERSION)),
        new SignOff(
            decision,
            clinician,
            now,
            decision == Decision.ACCEPT ? optional(input, REASON) : text(input, REASON),
            reasonCode(input),
            decision == Decision.AMEND ? text(input, CONCLUSION) : null,
            input.all(REFUTED).stream().map(SignOffInput::coding).toList(),
            input.all(MISSED).stream().map(SignOffInput::concept).toList(),
            input.all(MEASUREMENT).stream().map(SignOffInput::correction).toList()));
  }

  private static Decision decision(String sent) {
    for (Decision decision : Decision.values()) {
      if (decision.name().toLowerCase(Locale.ROOT).equals(sent)) {
        return decision;
      }
    }
    throw OperationInput.wrong(DECISION, "is no decision", "send accept, amend or reject");
  }

  private static int version(String sent) {
    if (!sent.matches("[1-9][0-9]{0,8}")) {
      throw OperationInput.wrong(
          VERSION, "is no version", "send meta.versionId of the report that was looked at");
    }
    return Integer.parseInt(sent);
  }

  private static Reference clinician(OperationInput input, String base) {
    Type value =
        input
            .value(CLINICIAN)
            .orElseThrow(
                () -> OperationInput.wrong(CLINICIAN, "is missing", "name who signs the report"));
    if (value instanceof Reference reference) {
      String address = reference.getReference();
      String own = base + "/";
      String named =
          address != null && address.startsWith(own) ? address.substring(own.length()) : address;
      if (named != null && named.matches("Practitioner(Role)?/[A-Za-z0-9\\-.]{1,64}")) {
        return reference.copy().setReference(named);
      }
    }
    throw OperationInput.wrong(
        CLINICIAN,
        "is no reference to a clinician of this server",
        "send valueReference Practitioner/ID or PractitionerRole/ID");
  }

  private static String text(OperationInput input, String name) {
    return bounded(name, input.text(name));
  }

  private static @Nullable String optional(OperationInput input, String name) {
    return input.value(name).isEmpty() ? null : text(input, name);
  }

  private static String bounded(String name, String text) {
    if (text.length() > LONGEST) {
      throw OperationInput.wrong(name, "is too long", "send " + LONGEST + " characters at most");
    }
    return text;
  }

  private static @Nullable Coding reasonCode(OperationInput input) {
    Optional<Type> value = input.value(REASON_CODE);
    if (value.isEmpty()) {
      return null;
    }
    if (value.get() instanceof Coding coding
        && Codes.DISAGREEMENT.equals(coding.getSystem())
        && REASONS.contains(coding.getCode())) {
      return new Coding(Codes.DISAGREEMENT, coding.getCode(), null);
    }
    throw OperationInput.wrong(
        REASON_CODE,
        "is not known",
        "send valueCoding with the system " + Codes.DISAGREEMENT + " and one of " + REASONS);
  }

  private static Coding coding(ParametersParameterComponent parameter) {
    if (parameter.getValue() instanceof Coding coding && coding.hasSystem() && coding.hasCode()) {
      return coding;
    }
    throw OperationInput.wrong(
        parameter.getName(), "is no coding", "send valueCoding with system and code");
  }

  private static CodeableConcept concept(ParametersParameterComponent parameter) {
    if (parameter.getValue() instanceof CodeableConcept concept
        && concept.hasCoding()
        && concept.getCoding().stream().allMatch(it -> it.hasSystem() && it.hasCode())) {
      return concept;
    }
    throw OperationInput.wrong(
        parameter.getName(),
        "is no coded concept",
        "send valueCodeableConcept, every coding with system and code");
  }

  private static Correction correction(ParametersParameterComponent parameter) {
    Coding code = null;
    Quantity value = null;
    for (ParametersParameterComponent part : parameter.getPart()) {
      if ("code".equals(part.getName()) && part.getValue() instanceof Coding coding) {
        code = coding;
      } else if ("value".equals(part.getName()) && part.getValue() instanceof Quantity quantity) {
        value = quantity;
      }
    }
    if (parameter.getPart().size() == 2
        && code != null
        && code.hasSystem()
        && code.hasCode()
        && value != null
        && value.hasValue()
        && Codes.UCUM.equals(value.getSystem())
        && value.hasCode()
        && !value.hasComparator()) {
      return new Correction(code, value);
    }
    throw OperationInput.wrong(
        MEASUREMENT,
        "is no code with its value",
        "send the parts code (valueCoding with system and code) and value (valueQuantity with value,"
            + " system "
            + Codes.UCUM
            + " and code)");
  }
}
