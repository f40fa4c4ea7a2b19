package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.store.async.Interaction;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** The operations that can be carried out later, as they would be at once. */
@Singleton
public class LaterOperation {

  private static final String ANALYZE = "$analyze";
  private static final String META = "$meta";
  private static final String META_ADD = "$meta-add";
  private static final String META_DELETE = "$meta-delete";
  private static final Set<String> OFFERED =
      Set.of("$everything", "$lastn", "$validate", ANALYZE, META, META_ADD, META_DELETE);

  private final EverythingProvider everything;
  private final LastnProvider lastn;
  private final Validating validating;
  private final AnalyzeProvider analyze;
  private final Labels labels;

  /** With what carries them out. */
  public LaterOperation(
      EverythingProvider everything,
      LastnProvider lastn,
      Validating validating,
      AnalyzeProvider analyze,
      Labels labels) {
    this.everything = everything;
    this.lastn = lastn;
    this.validating = validating;
    this.analyze = analyze;
    this.labels = labels;
  }

  /**
   * Whether an operation is carried out here; that of a Patient's ECGs sees to it by itself.
   *
   * @param type the type it is asked of, null for the server
   */
  static boolean offers(@Nullable String operation, @Nullable String type) {
    return operation != null
        && OFFERED.contains(operation)
        && !(operation.equals(ANALYZE) && "Patient".equals(type));
  }

  /** Whether an operation leaves something behind before it is done. */
  static boolean stores(String operation) {
    return operation.equals(ANALYZE);
  }

  /** Whether this is an operation. */
  static boolean is(Interaction asked) {
    return path(asked).contains("$");
  }

  private static String path(Interaction asked) {
    return asked.address().split("\\?", 2)[0];
  }

  /** Carries it out. */
  Resource run(Interaction asked, Exchange exchange) {
    String[] parts = path(asked).split("/", -1);
    String operation = parts[parts.length - 1];
    String type = parts.length > 1 ? parts[0] : "";
    Optional<IdType> id = id(parts);
    LaterRequest request = new LaterRequest(asked, operation, exchange);
    return switch (operation) {
      case "$everything" -> everything.everything(id.orElseThrow(), request);
      case "$lastn" -> lastn.lastn(request);
      case "$validate" -> validating.validate(type, id.orElse(null), request);
      case META -> {
        OperationArguments.of(request, Set.of());
        yield id.isPresent()
            ? labels.of(type, id.get())
            : labels.inUse(type.isEmpty() ? null : type);
      }
      case META_ADD -> labels.add(type, id.orElseThrow(), sentLabels(request), request);
      case META_DELETE -> labels.delete(type, id.orElseThrow(), sentLabels(request), request);
      case ANALYZE -> (Resource) analysed(type, id, request);
      default -> throw new IllegalStateException("an operation that is not offered was kept");
    };
  }

  /** Of {@code Type/id/$operation} or {@code Type/id/_history/version/$operation}. */
  private static Optional<IdType> id(String[] parts) {
    if (parts.length <= 2) {
      return Optional.empty();
    }
    return Optional.of(
        parts.length > 4
            ? new IdType(parts[0], parts[1], parts[3])
            : new IdType(parts[0], parts[1]));
  }

  private static @Nullable Meta sentLabels(LaterRequest request) {
    FhirResource body = request.exchange().parsed();
    if (body == null || !(body.resource() instanceof Parameters parameters)) {
      return null;
    }
    return parameters.getParameter().stream()
        .filter(parameter -> "meta".equals(parameter.getName()))
        .map(ParametersParameterComponent::getValue)
        .filter(Meta.class::isInstance)
        .map(Meta.class::cast)
        .findFirst()
        .orElse(null);
  }

  private IBaseResource analysed(String type, Optional<IdType> id, LaterRequest request) {
    FhirResource parsed = request.exchange().parsed();
    Resource body = parsed == null ? null : parsed.resource();
    return switch (type) {
      case "" -> analyze.analyzeAny(body, request);
      case "Bundle" -> analyze.analyzeBundle(body, request);
      case "DocumentReference" ->
          id.isPresent()
              ? analyze.analyzeStoredDocument(id.get(), request)
              : analyze.analyzeDocument(body, request);
      default ->
          id.isPresent()
              ? analyze.analyzeStored(id.get(), request)
              : analyze.analyze(body, request);
    };
  }
}
