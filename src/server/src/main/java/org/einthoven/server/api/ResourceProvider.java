package org.einthoven.server.api;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.Delete;
import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.Patch;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.PatchTypeEnum;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** The FHIR interactions of one resource type, as HAPI wants them annotated. */
public class ResourceProvider implements IResourceProvider {

  private static final String VALIDATES =
      "Says what is wrong with a resource, by R4, the profiles it claims and those asked for";

  private final Class<? extends IBaseResource> type;
  private final String typeName;
  private final Reads reads;
  private final Interactions interactions;
  private final Validating validating;

  /** For one type. */
  public ResourceProvider(
      Class<? extends IBaseResource> type,
      Reads reads,
      Interactions interactions,
      Validating validating) {
    this.type = type;
    this.typeName = type.getSimpleName();
    this.reads = reads;
    this.interactions = interactions;
    this.validating = validating;
  }

  @Override
  public Class<? extends IBaseResource> getResourceType() {
    return type;
  }

  /** Reads the current version, or the one that the id names. */
  @Read(version = true)
  public Resource read(@IdParam IdType id, ServletRequestDetails request) {
    return reads.read(typeName, id, request);
  }

  /** All versions of one resource, the newest first. */
  @History
  public IBundleProvider history(
      @IdParam IdType id, @Count @Nullable Integer count, ServletRequestDetails request) {
    return reads.history(typeName, id, count, request);
  }

  /** All versions of all resources of the type, the newest first. */
  @History
  public IBundleProvider historyOfAll(
      @Count @Nullable Integer count, ServletRequestDetails request) {
    return reads.history(typeName, null, count, request);
  }

  /** Stores a resource under a new id. */
  @Create
  public MethodOutcome create(
      @ResourceParam IBaseResource resource,
      @ConditionalUrlParam @Nullable String condition,
      ServletRequestDetails request) {
    return interactions.create(typeName, (Resource) resource, condition, request);
  }

  /** Stores a resource under the id of the address, or as the one that meets a condition. */
  @Update
  public MethodOutcome update(
      @IdParam @Nullable IdType id,
      @ResourceParam IBaseResource resource,
      @ConditionalUrlParam @Nullable String condition,
      ServletRequestDetails request) {
    return interactions.update(typeName, id, (Resource) resource, condition, request);
  }

  /** Changes a part of a resource; the exchange has the body. */
  @Patch
  public MethodOutcome patch(
      @IdParam @Nullable IdType id,
      @ConditionalUrlParam @Nullable String condition,
      PatchTypeEnum kind,
      @ResourceParam @Nullable String body,
      ServletRequestDetails request) {
    return interactions.patch(typeName, id, condition, request);
  }

  /** Adds a version that says that the resource is deleted. */
  @Delete
  public MethodOutcome delete(
      @IdParam @Nullable IdType id,
      @ConditionalUrlParam @Nullable String condition,
      ServletRequestDetails request) {
    return interactions.delete(typeName, id, condition, request);
  }

  /** Says what is wrong with the resource in the body. */
  @Description(VALIDATES)
  @Operation(name = "$validate", canonicalUrl = OperationCanonical.VALIDATE)
  public OperationOutcome validate(ServletRequestDetails request) {
    return validating.validate(typeName, null, request);
  }

  /** Says what is wrong with a stored resource, or with the one in the body in its place. */
  @Description(VALIDATES)
  @Operation(name = "$validate", idempotent = true, canonicalUrl = OperationCanonical.VALIDATE)
  public OperationOutcome validateStored(@IdParam IdType id, ServletRequestDetails request) {
    return validating.validate(typeName, id, request);
  }

  /** Finds resources. The parameters are those of the capability statement. */
  @Search(allowUnknownParams = true)
  public Bundle search(ServletRequestDetails request) {
    return interactions.search(typeName, request);
  }
}
