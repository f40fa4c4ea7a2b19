package org.einthoven.server.api;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.einthoven.fhir.validation.OwnDefinitions;
import org.einthoven.server.audit.Access;
import org.einthoven.server.audit.Access.Served;
import org.einthoven.server.audit.AccessTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.search.SearchParameters;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Records what an answer shows of patients, before it is written. */
@Interceptor
@Singleton
public class Accesses {

  private static final Set<RestOperationTypeEnum> ONE =
      Set.of(RestOperationTypeEnum.READ, RestOperationTypeEnum.VREAD);
  private static final Set<RestOperationTypeEnum> MANY =
      Set.of(
          RestOperationTypeEnum.SEARCH_TYPE,
          RestOperationTypeEnum.SEARCH_SYSTEM,
          RestOperationTypeEnum.GET_PAGE,
          RestOperationTypeEnum.HISTORY_INSTANCE,
          RestOperationTypeEnum.HISTORY_TYPE,
          RestOperationTypeEnum.HISTORY_SYSTEM,
          RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE,
          RestOperationTypeEnum.EXTENDED_OPERATION_TYPE,
          RestOperationTypeEnum.EXTENDED_OPERATION_SERVER,
          RestOperationTypeEnum.TRANSACTION);

  /** Operations that only read, beside those that change something and record it themselves. */
  private static final Set<String> READING = Set.of("$everything", "$lastn", "$meta", "$status");

  private final AccessTrail trail;
  private final boolean enabled;

  /** Into this trail. */
  public Accesses(AccessTrail trail, EinthovenSettings settings) {
    this.trail = trail;
    this.enabled = settings.audit().reads();
  }

  /** Records it, or has the request fail. */
  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void record(ServletRequestDetails request, IBaseResource response) {
    RestOperationTypeEnum kind = request.getRestOperationType();
    String type = request.getResourceName();
    if (!enabled || kind == null || isNobodys(type) || !(response instanceof Resource answer)) {
      return;
    }
    String agent = Exchange.of(request).sender();
    if (ONE.contains(kind)) {
      Served served = served(answer);
      if (isAuditEvent(served)) {
        trail.record(new Access(AuditedAction.AUDIT_TRAIL_READ, agent, List.of(), "one entry"));
      } else {
        trail.record(new Access(AuditedAction.RESOURCE_READ, agent, List.of(served), ""));
      }
    } else if (MANY.contains(kind) && answer instanceof Bundle bundle && reads(request)) {
      many(kind, agent, bundle);
    }
  }

  private static boolean isNobodys(@Nullable String type) {
    return type != null
        && (OwnDefinitions.TYPES.contains(type) || !SearchParameters.RESOURCE_TYPES.contains(type));
  }

  private void many(RestOperationTypeEnum kind, String agent, Bundle bundle) {
    List<Served> served = all(bundle);
    boolean trailRead = served.removeIf(Accesses::isAuditEvent);
    String detail = kind.getCode() + ", resources: " + served.size();
    if (trailRead) {
      trail.record(new Access(AuditedAction.AUDIT_TRAIL_READ, agent, List.of(), detail));
    }
    if (!served.isEmpty() || (!trailRead && kind != RestOperationTypeEnum.TRANSACTION)) {
      trail.record(new Access(AuditedAction.RESOURCES_SEARCHED, agent, served, detail));
    }
  }

  private static boolean reads(ServletRequestDetails request) {
    String operation = request.getOperation();
    return operation == null || !operation.startsWith("$") || READING.contains(operation);
  }

  /**
   * The resources of a Bundle and of the Bundles in it, without what tells of the search itself.
   */
  private static List<Served> all(Bundle bundle) {
    boolean answers =
        bundle.getType() == Bundle.BundleType.BATCHRESPONSE
            || bundle.getType() == Bundle.BundleType.TRANSACTIONRESPONSE;
    Set<Served> all = new LinkedHashSet<>();
    for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
      Resource resource = entry.getResource();
      if (resource instanceof Bundle inner) {
        all.addAll(all(inner));
      } else if (resource != null && resource.hasIdElement() && (!answers || wasRead(entry))) {
        all.add(served(resource));
      }
    }
    return new ArrayList<>(all);
  }

  /**
   * Of a batch's or transaction's entries those with a GET: what is written is recorded as that.
   */
  private static boolean wasRead(Bundle.BundleEntryComponent entry) {
    return !entry.hasResponse()
        || (entry.getResponse().getStatus().startsWith("200")
            && !entry.getResponse().hasLocation());
  }

  private static Served served(Resource resource) {
    String type = resource.fhirType();
    String id = resource.getIdElement().getIdPart();
    if (id != null && ReportPictures.isPicture(type, id)) {
      return new Served(new ResourceId("DiagnosticReport", id.substring(0, id.length() - 4)), 0);
    }
    Long version = resource.getIdElement().getVersionIdPartAsLong();
    return new Served(
        new ResourceId(type, id == null ? "" : id), version == null ? 0 : Math.toIntExact(version));
  }

  private static boolean isAuditEvent(Served served) {
    return served.id().type().equals("AuditEvent");
  }
}
