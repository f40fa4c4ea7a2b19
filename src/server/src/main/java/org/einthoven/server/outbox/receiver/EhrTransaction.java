package org.einthoven.server.outbox.receiver;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.outbox.delivery.Delivery;
import org.einthoven.server.search.ResourceLinks;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.VersionId;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * A report with all that belongs to it as a transaction for an EHR: every resource is created
 * unless the EHR has it already, so that a repeat makes nothing twice. It is known again by an
 * identifier of ours, or, where the type has no identifiers, by a tag; the patient by their own
 * identifier.
 */
@Singleton
final class EhrTransaction {

  /** System of the identifiers and tags by which our resources are known elsewhere. */
  static final String RESOURCE = Codes.BASE + "NamingSystem/resource";

  private static final String IDENTIFIER = "identifier";
  private static final String PATIENT = "Patient";
  private static final Set<String> SENT =
      Set.of(
          "DiagnosticReport",
          "Observation",
          "RiskAssessment",
          "DetectedIssue",
          "DocumentReference",
          "Device",
          "Provenance");

  /** Whose later versions take the place of those that went before. */
  private static final Set<String> CHANGING =
      Set.of("DiagnosticReport", "Observation", "RiskAssessment", "DetectedIssue");

  private static final Set<DiagnosticReportStatus> NOT_YET =
      EnumSet.of(
          DiagnosticReportStatus.REGISTERED,
          DiagnosticReportStatus.PARTIAL,
          DiagnosticReportStatus.PRELIMINARY,
          DiagnosticReportStatus.UNKNOWN);

  private final Notifications versions;
  private final ResourceReader reader;
  private final String base;

  EhrTransaction(Notifications versions, ResourceReader reader, EinthovenSettings settings) {
    this.versions = versions;
    this.reader = reader;
    this.base = settings.delivery().base();
  }

  /**
   * Whether a resource that was written is a report that somebody stands by, or takes back. What
   * came from an Einthoven itself is not passed on, so that two of them do not play it back and
   * forth. What this server makes of a recording goes there by another way, preliminary as it is.
   */
  boolean wants(VersionId written) {
    return written.id().type().equals("DiagnosticReport")
        && versions
            .resource(written)
            .map(DiagnosticReport.class::cast)
            .filter(report -> !NOT_YET.contains(report.getStatus()))
            .filter(
                report ->
                    report.getIdentifier().stream()
                        .noneMatch(identifier -> RESOURCE.equals(identifier.getSystem())))
            .isPresent();
  }

  /** The Bundle of a report. */
  Bundle of(Delivery delivery) {
    Map<ResourceId, Resource> resources = new LinkedHashMap<>();
    for (VersionId version : delivery.resources()) {
      if (SENT.contains(version.id().type())) {
        versions.resource(version).ifPresent(each -> resources.put(version.id(), each));
      }
    }
    results(resources);
    patient(resources).ifPresent(id -> reader.read(id).ifPresent(p -> add(resources, id, p)));
    Bundle bundle = new Bundle();
    bundle.setType(Bundle.BundleType.TRANSACTION);
    resources.forEach((id, resource) -> entry(bundle, id, resource, resources.keySet()));
    return bundle;
  }

  /** Adds the results that the delivery does not name, as they are now. */
  private void results(Map<ResourceId, Resource> resources) {
    List.copyOf(resources.values()).stream()
        .filter(DiagnosticReport.class::isInstance)
        .flatMap(report -> ((DiagnosticReport) report).getResult().stream())
        .map(Reference::getReference)
        .filter(reference -> reference != null && reference.matches("Observation/[^/]+"))
        .map(ResourceId::of)
        .filter(id -> !resources.containsKey(id))
        .forEach(id -> reader.read(id).ifPresent(result -> add(resources, id, result)));
  }

  private static void add(Map<ResourceId, Resource> to, ResourceId id, FhirResource resource) {
    to.put(id, resource.resource());
  }

  /** The patient of the report, where they are known here by an identifier. */
  private Optional<ResourceId> patient(Map<ResourceId, Resource> resources) {
    return resources.values().stream()
        .filter(DiagnosticReport.class::isInstance)
        .map(resource -> ((DiagnosticReport) resource).getSubject().getReference())
        .filter(reference -> reference != null && reference.startsWith(PATIENT + "/"))
        .map(ResourceId::of)
        .filter(id -> identifier(id).isPresent())
        .findFirst();
  }

  private void entry(Bundle bundle, ResourceId id, Resource resource, Set<ResourceId> beside) {
    ResourceLinks.visit(resource, (reference, place) -> redirect(reference, beside));
    if (resource instanceof DiagnosticReport report) {
      report.getPresentedForm().forEach(this::absolute);
    }
    String condition = condition(id, resource);
    boolean update = isLater(resource) && CHANGING.contains(id.type());
    resource.setId((IdType) null);
    resource.getMeta().setVersionId(null);
    resource.getMeta().setLastUpdated(null);
    BundleEntryComponent entry = bundle.addEntry();
    entry.setFullUrl(address(id));
    entry.setResource(resource);
    if (update) {
      entry.getRequest().setMethod(HTTPVerb.PUT).setUrl(id.type() + "?" + condition);
    } else {
      entry.getRequest().setMethod(HTTPVerb.POST).setUrl(id.type()).setIfNoneExist(condition);
    }
  }

  private static boolean isLater(Resource resource) {
    return !"1".equals(resource.getMeta().getVersionId());
  }

  /** What the EHR is to look for; the resource gets what makes it found. */
  private String condition(ResourceId id, Resource resource) {
    if (id.type().equals(PATIENT)) {
      Identifier known = identifier(id).orElseThrow();
      return IDENTIFIER + "=" + token(known.getSystem(), known.getValue());
    }
    Property identifiers = resource.getNamedProperty(IDENTIFIER);
    if (identifiers == null) {
      resource.getMeta().addTag().setSystem(RESOURCE).setCode(id.reference());
      return "_tag=" + token(RESOURCE, id.reference());
    }
    Identifier own = new Identifier().setSystem(RESOURCE).setValue(id.reference());
    resource.setProperty(IDENTIFIER, own);
    return IDENTIFIER + "=" + token(RESOURCE, id.reference());
  }

  /** References to what goes along lead there, others name their target by an identifier. */
  private void redirect(Reference reference, Set<ResourceId> beside) {
    String text = reference.getReference();
    if (text == null || text.startsWith("#") || text.contains(":")) {
      return;
    }
    IdType named = new IdType(text);
    if (!named.hasResourceType() || !named.hasIdPart()) {
      return;
    }
    ResourceId id = new ResourceId(named.getResourceType(), named.getIdPart());
    if (beside.contains(id)) {
      reference.setReference(address(id));
      return;
    }
    reference.setReference(null);
    reference.setType(id.type());
    if (!reference.hasIdentifier()) {
      reference.setIdentifier(
          identifier(id)
              .orElseGet(() -> new Identifier().setSystem(RESOURCE).setValue(id.reference())));
    }
  }

  private void absolute(Attachment attachment) {
    String url = attachment.getUrl();
    if (url != null && !url.contains(":")) {
      attachment.setUrl(base + "/" + url);
    }
  }

  /** The first whole identifier of a resource. */
  private Optional<Identifier> identifier(ResourceId id) {
    return reader.read(id).map(found -> found.resource().getNamedProperty(IDENTIFIER)).stream()
        .flatMap(property -> identifiers(property).stream())
        .filter(each -> each.hasSystem() && each.hasValue())
        .map(each -> new Identifier().setSystem(each.getSystem()).setValue(each.getValue()))
        .findFirst();
  }

  private static List<Identifier> identifiers(Property property) {
    return property.getValues().stream()
        .filter(Identifier.class::isInstance)
        .map((Base value) -> (Identifier) value)
        .toList();
  }

  private static String address(ResourceId id) {
    return "urn:uuid:" + UUID.nameUUIDFromBytes(id.reference().getBytes(StandardCharsets.UTF_8));
  }

  private static String token(String system, String code) {
    return escaped(system) + "|" + escaped(code);
  }

  /** Search syntax first (R4 search 3.1.1.4.0.2), then that of addresses. */
  private static String escaped(String text) {
    String plain = text.replaceAll("([\\\\,|$])", "\\\\$1");
    return java.net.URLEncoder.encode(plain, StandardCharsets.UTF_8);
  }
}
