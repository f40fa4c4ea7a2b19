package org.einthoven.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.einthoven.fhir.FhirText;
import org.einthoven.fhir.ParsedFhir;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A call of the service (CDS Hooks 2.0, Calling a CDS Service).
 *
 * @param hook {@code patient-view} or {@code order-select}
 * @param hookInstance the client's number of the call
 * @param patientId the id of the Patient at the client's FHIR server
 * @param fhirServer the base address of that server, without a slash at its end; null if not sent
 * @param token what opens it, null if not sent
 * @param patient the prefetched Patient, null if not sent
 * @param reports the prefetched DiagnosticReports
 * @param results the Observations prefetched with them
 * @param drug whether a selected order is one of a medication
 */
record CdsRequest(
    String hook,
    String hookInstance,
    String patientId,
    @Nullable String fhirServer,
    @Nullable String token,
    @Nullable Patient patient,
    List<DiagnosticReport> reports,
    List<Observation> results,
    boolean drug) {

  static final String PATIENT_VIEW = "patient-view";
  static final String ORDER_SELECT = "order-select";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

  /** Copies the lists. */
  CdsRequest {
    reports = List.copyOf(reports);
    results = List.copyOf(results);
  }

  /**
   * Reads a call.
   *
   * @throws RefusedRequestException naming what is missing, wrong or of another patient (400)
   */
  static CdsRequest read(byte[] body) throws RefusedRequestException {
    JsonNode sent = CdsJson.object(body);
    String hook = CdsJson.text(sent, "hook", "");
    if (!hook.equals(PATIENT_VIEW) && !hook.equals(ORDER_SELECT)) {
      throw CdsJson.refused(
          "the hook is not served", "hook", "send " + PATIENT_VIEW + " or " + ORDER_SELECT);
    }
    String instance = CdsJson.text(sent, "hookInstance", "");
    if (!isUuid(instance)) {
      throw CdsJson.refused("the hookInstance is no UUID", "hookInstance", "send a UUID");
    }
    JsonNode context = CdsJson.part(sent, "context", JsonNodeType.OBJECT, "");
    CdsJson.text(context, "userId", "context.");
    String patientId = CdsJson.text(context, "patientId", "context.");
    if (!ID.matcher(patientId).matches()) {
      throw CdsJson.refused(
          "the patientId is no FHIR id", "context.patientId", "send the id of the Patient");
    }
    JsonNode prefetch = sent.path("prefetch");
    Bundle reports = prefetched(prefetch, "reports", Bundle.class);
    Patient patient = prefetched(prefetch, "patient", Patient.class);
    if (patient != null && !patientId.equals(patient.getIdElement().getIdPart())) {
      throw ofAnother("prefetch.patient");
    }
    return new CdsRequest(
        hook,
        instance,
        patientId,
        server(sent),
        token(sent),
        patient,
        reports(reports, patientId),
        within(reports, Observation.class),
        hook.equals(ORDER_SELECT) && drug(context, patientId));
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static @Nullable String server(JsonNode sent) throws RefusedRequestException {
    if (!sent.hasNonNull("fhirServer")) {
      return null;
    }
    return CdsJson.text(sent, "fhirServer", "").replaceFirst("/+$", "");
  }

  private static @Nullable String token(JsonNode sent) throws RefusedRequestException {
    if (!sent.hasNonNull("fhirAuthorization")) {
      return null;
    }
    String token =
        CdsJson.text(sent.get("fhirAuthorization"), "access_token", "fhirAuthorization.");
    if (!token.matches("[\\x21-\\x7e]+")) {
      throw CdsJson.refused(
          "the access token is none", "fhirAuthorization.access_token", "send it as it was given");
    }
    return token;
  }

  private static <T extends Resource> @Nullable T prefetched(
      JsonNode prefetch, String name, Class<T> type) throws RefusedRequestException {
    // A client that could not prefetch says so by null.
    return prefetch.hasNonNull(name)
        ? resource(prefetch.get(name), type, "prefetch." + name)
        : null;
  }

  private static <T extends Resource> T resource(JsonNode json, Class<T> type, String place)
      throws RefusedRequestException {
    if (json.isObject()
        && FhirText.readJson(json.toString().getBytes(StandardCharsets.UTF_8))
            instanceof ParsedFhir.Parsed parsed) {
      Resource read = parsed.resource().resource();
      if (type.isInstance(read)) {
        return type.cast(read);
      }
    }
    throw CdsJson.refused(
        "this is no " + type.getSimpleName() + " of FHIR R4",
        place,
        "send what the prefetch template or the hook asks for");
  }

  private static List<DiagnosticReport> reports(@Nullable Bundle bundle, String patientId)
      throws RefusedRequestException {
    List<DiagnosticReport> reports = within(bundle, DiagnosticReport.class);
    for (DiagnosticReport report : reports) {
      if (!isOf(report.getSubject(), patientId)) {
        throw ofAnother("prefetch.reports");
      }
    }
    return reports;
  }

  private static <T extends Resource> List<T> within(@Nullable Bundle bundle, Class<T> type) {
    return bundle == null
        ? List.of()
        : bundle.getEntry().stream()
            .map(Bundle.BundleEntryComponent::getResource)
            .filter(type::isInstance)
            .map(type::cast)
            .toList();
  }

  private static boolean isOf(Reference subject, String patientId) {
    IdType id = new IdType(subject.getReference());
    return "Patient".equals(id.getResourceType()) && patientId.equals(id.getIdPart());
  }

  private static boolean drug(JsonNode context, String patientId) throws RefusedRequestException {
    JsonNode selections = CdsJson.part(context, "selections", JsonNodeType.ARRAY, "context.");
    Bundle drafts =
        resource(
            CdsJson.part(context, "draftOrders", JsonNodeType.OBJECT, "context."),
            Bundle.class,
            "context.draftOrders");
    Set<String> selected = new HashSet<>();
    for (JsonNode selection : selections) {
      selected.add(selection.asText());
    }
    List<Resource> orders = new ArrayList<>();
    for (Resource order : within(drafts, Resource.class)) {
      if (selected.remove(order.fhirType() + "/" + order.getIdElement().getIdPart())) {
        orders.add(order);
      }
    }
    if (!selected.isEmpty()) {
      throw CdsJson.refused(
          "a selection is not among the draft orders",
          "context.selections",
          "send every selected order in draftOrders");
    }
    for (Resource order : orders) {
      if (order instanceof MedicationRequest drug && !isOf(drug.getSubject(), patientId)) {
        throw ofAnother("context.draftOrders");
      }
    }
    return orders.stream().anyMatch(MedicationRequest.class::isInstance);
  }

  private static RefusedRequestException ofAnother(String place) {
    return CdsJson.refused(
        "this is of another patient than the context", place, "send what is of this patient");
  }

  /** Says nothing of the patient. */
  @Override
  public String toString() {
    return "CdsRequest[" + hook + ", " + hookInstance + "]";
  }
}
