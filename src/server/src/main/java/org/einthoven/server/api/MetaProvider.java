package org.einthoven.server.api;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;

/** {@code $meta}, {@code $meta-add} and {@code $meta-delete} of one resource type. */
public class MetaProvider implements IResourceProvider {

  private final Class<? extends IBaseResource> type;
  private final String typeName;
  private final Labels labels;

  /** For one type. */
  public MetaProvider(Class<? extends IBaseResource> type, Labels labels) {
    this.type = type;
    this.typeName = type.getSimpleName();
    this.labels = labels;
  }

  @Override
  public Class<? extends IBaseResource> getResourceType() {
    return type;
  }

  /** The labels of a resource, or of one version. */
  @Description("The profiles, tags and security labels of a resource or of one of its versions")
  @Operation(name = "$meta", idempotent = true, canonicalUrl = OperationCanonical.META)
  public Parameters meta(@IdParam IdType id, ServletRequestDetails request) {
    OperationArguments.of(request, Set.of());
    return labels.of(typeName, id);
  }

  /** The labels of all resources of the type. */
  @Description("The profiles, tags and security labels that resources of this type have")
  @Operation(name = "$meta", idempotent = true, canonicalUrl = OperationCanonical.META)
  public Parameters metaOfType(ServletRequestDetails request) {
    OperationArguments.of(request, Set.of());
    return labels.inUse(typeName);
  }

  /** Adds labels. */
  @Description("Adds profiles, tags and security labels, as a new version")
  @Operation(name = "$meta-add", canonicalUrl = OperationCanonical.META_ADD)
  public Parameters add(
      @IdParam IdType id,
      @OperationParam(name = "meta", min = 1, max = 1) @Nullable Meta meta,
      ServletRequestDetails request) {
    return labels.add(typeName, id, meta, request);
  }

  /** Takes labels away. */
  @Description("Takes profiles, tags and security labels away, as a new version")
  @Operation(name = "$meta-delete", canonicalUrl = OperationCanonical.META_DELETE)
  public Parameters delete(
      @IdParam IdType id,
      @OperationParam(name = "meta", min = 1, max = 1) @Nullable Meta meta,
      ServletRequestDetails request) {
    return labels.delete(typeName, id, meta, request);
  }
}
