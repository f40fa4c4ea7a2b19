package org.einthoven.server.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirResource;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit trail as an AuditEvent, after IHE BALP: who asked and who did it, each
 * resource version with the SHA-256 of its bytes, the bytes received, and the patients.
 */
final class AuditEventForm {

  static final String TYPE = "AuditEvent";

  /** The code system of {@link AuditedAction#code()}. */
  static final String ACTIONS = Codes.BASE + "CodeSystem/audited-action";

  static final String INTERACTIONS = "http://hl7.org/fhir/restful-interaction";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
  private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
  private static final String ENTITY_TYPE =
      "http://terminology.hl7.org/CodeSystem/audit-entity-type";
  private static final String ENTITY_ROLE = "http://terminology.hl7.org/CodeSystem/object-role";
  private static final String PERSON = "1";
  private static final String SYSTEM_OBJECT = "2";
  private static final String OTHER = "4";
  private static final String PATIENT = "1";
  private static final String DOMAIN_RESOURCE = "4";

  private AuditEventForm() {}

  /** A row of {@code audit_entry}, with the Patients that {@code audit_entity} has for it. */
  record Entry(
      String id,
      Instant recorded,
      String action,
      String outcome,
      String agent,
      String resources,
      @Nullable String payloadSha256,
      String detail,
      List<String> patients) {}

  static FhirResource of(Entry entry) {
    AuditEvent event = new AuditEvent();
    event.setId(entry.id());
    Optional<AuditedAction> action = AuditedAction.of(entry.action());
    AuditedAction.Kind kind = action.map(AuditedAction::kind).orElse(AuditedAction.Kind.ACTIVITY);
    event.setType(new Coding(kind.system, kind.code, kind.display));
    action.ifPresent(
        known -> {
          known.interactions().forEach(each -> event.addSubtype(interaction(each)));
          event.addSubtype(new Coding(ACTIONS, known.code(), known.display()));
          event.setAction(AuditEventAction.fromCode(known.letter()));
          if (known == AuditedAction.EMERGENCY_ACCESS) {
            event.addPurposeOfEvent(
                new CodeableConcept(new Coding(ACT_REASON, "BTG", "break the glass")));
          }
        });
    event.setRecorded(Date.from(entry.recorded()));
    event.setOutcome(
        entry.outcome().equals("success") ? AuditEventOutcome._0 : AuditEventOutcome._8);
    if (!entry.detail().isBlank()) {
      event.setOutcomeDesc(entry.detail());
    }
    agents(event, entry.agent());
    event
        .getSource()
        .setObserver(named(AuditedEvent.SERVER))
        .addType(
            new Coding(
                "http://terminology.hl7.org/CodeSystem/security-source-type",
                "4",
                "Application Server"));
    resources(event, entry.resources());
    if (entry.payloadSha256() != null) {
      AuditEventEntityComponent received = event.addEntity();
      received.setWhat(
          new Reference()
              .setIdentifier(
                  new Identifier().setSystem(Codes.SHA256).setValue(entry.payloadSha256())));
      received.setType(new Coding().setSystem(ENTITY_TYPE).setCode(OTHER));
      received.setDescription("The bytes received, by their SHA-256");
    }
    for (String patient : entry.patients()) {
      entity(event, "Patient/" + patient, PERSON, PATIENT);
    }
    return FhirResource.of(event);
  }

  static Coding interaction(String code) {
    return new Coding(INTERACTIONS, code, code);
  }

  /** The one who asked for it is the source of the act, the server its destination (DICOM). */
  private static void agents(AuditEvent event, String agent) {
    boolean server = agent.equals(AuditedEvent.SERVER);
    event
        .addAgent()
        .setType(server ? role("110150", "Application") : role("110153", "Source Role ID"))
        .setWho(named(agent))
        .setName(agent)
        .setRequestor(true);
    if (!server) {
      event
          .addAgent()
          .setType(role("110152", "Destination Role ID"))
          .setWho(new Reference().setDisplay("Einthoven"))
          .setRequestor(false);
    }
  }

  private static CodeableConcept role(String code, String display) {
    return new CodeableConcept(new Coding(DICOM, code, display));
  }

  private static Reference named(String agent) {
    return new Reference()
        .setIdentifier(new Identifier().setSystem(Codes.SENDER).setValue(agent))
        .setDisplay(agent);
  }

  private static void resources(AuditEvent event, String resources) {
    try {
      for (JsonNode version : JSON.readTree(resources)) {
        entity(event, version.path("reference").asText(), SYSTEM_OBJECT, DOMAIN_RESOURCE)
            .addDetail()
            .setType("SHA-256")
            .setValue(new StringType(version.path("sha256").asText()));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entry of the audit trail is damaged", e);
    }
  }

  private static AuditEventEntityComponent entity(
      AuditEvent event, String reference, String type, String role) {
    return event
        .addEntity()
        .setWhat(new Reference(reference))
        .setType(new Coding().setSystem(ENTITY_TYPE).setCode(type))
        .setRole(new Coding().setSystem(ENTITY_ROLE).setCode(role));
  }
}
