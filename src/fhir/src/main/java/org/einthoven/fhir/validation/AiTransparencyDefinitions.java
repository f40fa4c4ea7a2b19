package org.einthoven.fhir.validation;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.hl7.fhir.r4.model.StructureDefinition.TypeDerivationRule;

/**
 * What the profiles of HL7 AI Transparency on FHIR 1.0.0-ballot demand, written down by us from the
 * guide's sources (docs/adr/0021), so that a claim of them is checked. They are for the validator
 * only and not served: they are not the published definitions.
 */
final class AiTransparencyDefinitions {

  /** Where the addresses of its profiles begin. */
  static final String PROFILES = "http://hl7.org/fhir/uv/aitransparency/StructureDefinition/";

  private static final String SYSTEMS = "http://hl7.org/fhir/uv/aitransparency/CodeSystem/";
  private static final String VERSION = "1.0.0-ballot";

  private AiTransparencyDefinitions() {}

  static List<StructureDefinition> all() {
    return List.of(device(), modelCard(), provenance());
  }

  private static StructureDefinition device() {
    StructureDefinition profile = profile("AI-Device", "Device");
    CodeableConcept kind = new CodeableConcept();
    kind.addCoding().setSystem(SYSTEMS + "AIdeviceTypeCS").setCode("Artificial-Intelligence");
    element(profile, "type").setMin(1).setPattern(kind);
    return profile;
  }

  private static StructureDefinition modelCard() {
    StructureDefinition profile = profile("AI-ModelCard", "DocumentReference");
    String card = "(system = '" + SYSTEMS + "AImodelCardCS' and code = ";
    rule(
        element(profile, "type").setMin(1),
        "ai-model-card-1",
        "The type is coded as AIModelCard and as nothing else",
        "coding.exists() and coding.all" + card + "'AIModelCard')");
    rule(
        profile.getDifferential().getElementFirstRep(),
        "ai-model-card-2",
        "One category is AIInputPrompt",
        "category.coding.where" + card + "'AIInputPrompt').exists()");
    return profile;
  }

  private static StructureDefinition provenance() {
    StructureDefinition profile = profile("AI-Provenance", "Provenance");
    rule(
        profile.getDifferential().getElementFirstRep(),
        "ai-provenance-1",
        "A reason says how artificial intelligence was involved",
        "reason.coding.where((system = 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue'"
            + " and code = 'AIAST') or system = '"
            + SYSTEMS
            + "AddedProvenanceCS').exists()");
    rule(
        profile.getDifferential().getElementFirstRep(),
        "ai-provenance-2",
        "One agent is a Device",
        "agent.who.where(type = 'Device' or reference.contains('Device/')).exists()");
    return profile;
  }

  private static StructureDefinition profile(String id, String type) {
    StructureDefinition profile = new StructureDefinition();
    profile.setUrl(PROFILES + id).setVersion(VERSION).setName(id.replace("-", ""));
    profile.setId(id);
    profile.setStatus(PublicationStatus.ACTIVE).setFhirVersion(FHIRVersion._4_0_1);
    profile.setKind(StructureDefinitionKind.RESOURCE).setAbstract(false).setType(type);
    profile.setBaseDefinition("http://hl7.org/fhir/StructureDefinition/" + type);
    profile.setDerivation(TypeDerivationRule.CONSTRAINT);
    profile.getDifferential().addElement().setPath(type).setId(type);
    return profile;
  }

  private static ElementDefinition element(StructureDefinition profile, String name) {
    String path = profile.getType() + "." + name;
    ElementDefinition element = profile.getDifferential().addElement();
    element.setPath(path).setId(path);
    return element;
  }

  private static void rule(ElementDefinition on, String key, String words, String expression) {
    on.addConstraint()
        .setKey(key)
        .setSeverity(ElementDefinition.ConstraintSeverity.ERROR)
        .setHuman(words)
        .setExpression(expression);
  }
}
