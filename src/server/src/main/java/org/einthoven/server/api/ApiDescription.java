package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.method.BaseMethodBinding;
import ca.uhn.fhir.rest.server.method.OperationMethodBinding;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceInteractionComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;

/**
 * The interface as an OpenAPI 3.0.3 document, made from the capability statement, so that the two
 * cannot differ; only {@code /ecg}, which is not FHIR, is described here.
 *
 * <p>HAPI's own generator is not used: it cannot run without the models of all other FHIR versions.
 */
final class ApiDescription {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String SERVER = "Server";
  private static final String TEXT = "string";

  private final ObjectNode document = JSON.createObjectNode();
  private final OpenApiPaths paths = new OpenApiPaths();

  private final Map<String, List<BaseMethodBinding>> offered;

  private ApiDescription(Map<String, List<BaseMethodBinding>> offered) {
    this.offered = offered;
  }

  /**
   * Makes the document.
   *
   * @param offered what HAPI has of all types, by type; empty for the server
   * @return JSON in UTF-8
   */
  static byte[] of(CapabilityStatement statement, Map<String, List<BaseMethodBinding>> offered) {
    ApiDescription description = new ApiDescription(offered);
    description.head(statement);
    for (CapabilityStatementRestComponent rest : statement.getRest()) {
      description.system(rest);
      for (CapabilityStatementRestResourceComponent resource : rest.getResource()) {
        description.type(resource);
      }
    }
    description.document.set("paths", description.paths.json());
    try {
      return JSON.writeValueAsBytes(description.document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can be written", e);
    }
  }

  private void head(CapabilityStatement statement) {
    String base = statement.getImplementation().getUrl();
    document.put("openapi", "3.0.3");
    document
        .putObject("info")
        .put("title", statement.getSoftware().getName())
        .put("version", statement.getSoftware().getVersion())
        .put(
            "description",
            "FHIR R4 ("
                + statement.getFhirVersion().toCode()
                + "). Made from the capability statement, /metadata.");
    document.putArray("servers").addObject().put("url", base);
    document.putArray("tags").addObject().put("name", SERVER);
    ObjectNode file =
        paths.operation("post", "/ecg", SERVER, "Send one ECG file of any format read here");
    OpenApiPaths.statuses(file, "200", "201", "400", "413", "415", "422");
    file.withObject("/requestBody").put("required", true);
    file.withObject("/requestBody/content")
        .putObject("application/octet-stream")
        .putObject("schema")
        .put("type", TEXT)
        .put("format", "binary");
    OpenApiPaths.query(file, "patient", "system|value of the patient's identifier");
    OpenApiPaths.query(file, "order", "system|value of the order's identifier");
    OpenApiPaths.headers(file, "Idempotency-Key", "Einthoven-Sender");
    String root = base.endsWith("/fhir") ? base.substring(0, base.length() - 5) : base;
    file.putArray("servers").addObject().put("url", root.isEmpty() ? "/" : root);
  }

  private void system(CapabilityStatementRestComponent rest) {
    OpenApiPaths.statuses(
        paths.operation("get", "/metadata", SERVER, "What this server can"), "200");
    OpenApiPaths.statuses(
        paths.operation("get", "/_history", SERVER, "All versions of all, newest first"),
        "200",
        "400");
    boolean bundles =
        rest.getInteraction().stream()
            .anyMatch(
                can ->
                    can.getCode() == SystemRestfulInteraction.TRANSACTION
                        || can.getCode() == SystemRestfulInteraction.BATCH);
    if (bundles) {
      ObjectNode bundle =
          paths.operation("post", "/", SERVER, "Carry out a transaction or a batch");
      OpenApiPaths.statuses(bundle, "200", "400", "403", "404", "409", "412", "413", "422");
      OpenApiPaths.body(bundle, "Bundle");
      OpenApiPaths.headers(bundle, "Idempotency-Key", "Einthoven-Sender");
    }
    for (CapabilityStatementRestResourceOperationComponent can : rest.getOperation()) {
      for (OperationMethodBinding operation : offered("", can)) {
        named(operation, "/" + operation.getName(), SERVER, false);
      }
    }
  }

  private void type(CapabilityStatementRestResourceComponent resource) {
    String type = resource.getType();
    document
        .withArray("/tags")
        .addObject()
        .put("name", type)
        .putObject("externalDocs")
        .put("url", "https://hl7.org/fhir/R4/" + type.toLowerCase(Locale.ROOT) + ".html");
    for (ResourceInteractionComponent interaction : resource.getInteraction()) {
      interaction(interaction, resource);
    }
    for (CapabilityStatementRestResourceOperationComponent can : resource.getOperation()) {
      for (OperationMethodBinding operation : offered(type, can)) {
        if (operation.isCanOperateAtTypeLevel()) {
          named(operation, "/" + type + "/" + operation.getName(), type, true);
        }
        if (operation.isCanOperateAtInstanceLevel()) {
          named(operation, "/" + type + "/{id}/" + operation.getName(), type, false);
        }
      }
    }
  }

  private List<OperationMethodBinding> offered(
      String type, CapabilityStatementRestResourceOperationComponent operation) {
    return offered.getOrDefault(type, List.of()).stream()
        .filter(OperationMethodBinding.class::isInstance)
        .map(OperationMethodBinding.class::cast)
        .filter(binding -> binding.getName().equals("$" + operation.getName()))
        .toList();
  }

  private void interaction(
      ResourceInteractionComponent interaction, CapabilityStatementRestResourceComponent resource) {
    String type = resource.getType();
    String all = "/" + type;
    String one = all + "/{id}";
    switch (interaction.getCode()) {
      case READ ->
          OpenApiPaths.statuses(
              paths.operation("get", one, type, "Read the current version"),
              "200",
              "304",
              "404",
              "410");
      case VREAD ->
          OpenApiPaths.statuses(
              paths.operation("get", one + "/_history/{version}", type, "Read one version"),
              "200",
              "404",
              "410");
      case HISTORYINSTANCE ->
          OpenApiPaths.statuses(
              paths.operation("get", one + "/_history", type, "All versions, newest first"),
              "200",
              "404");
      case HISTORYTYPE ->
          OpenApiPaths.statuses(
              paths.operation("get", all + "/_history", type, "All versions of this type"),
              "200",
              "400");
      case CREATE -> {
        ObjectNode create = paths.operation("post", all, type, "Store under a new id");
        OpenApiPaths.statuses(create, "200", "201", "400", "412", "413", "422");
        OpenApiPaths.body(create, type);
        OpenApiPaths.headers(create, "If-None-Exist", "Idempotency-Key", "Einthoven-Sender");
      }
      case UPDATE -> {
        ObjectNode update = paths.operation("put", one, type, "Store under this id");
        OpenApiPaths.statuses(update, "200", "201", "400", "403", "409", "412", "413", "422");
        OpenApiPaths.body(update, type);
        OpenApiPaths.headers(update, "If-Match", "Einthoven-Sender");
      }
      case PATCH -> {
        ObjectNode patch =
            paths.operation("patch", one, type, "Change a part, by JSON or FHIRPath Patch");
        OpenApiPaths.statuses(patch, "200", "400", "403", "404", "410", "412", "415", "422");
        OpenApiPaths.body(patch, "Parameters");
        patch
            .withObject("/requestBody/content")
            .putObject(MediaTypes.JSON_PATCH)
            .putObject("schema")
            .put("type", "array");
        OpenApiPaths.headers(patch, "If-Match", "Einthoven-Sender");
      }
      case DELETE -> {
        ObjectNode delete = paths.operation("delete", one, type, "Delete; the versions stay");
        OpenApiPaths.statuses(delete, "200", "403", "404", "409", "412");
        OpenApiPaths.headers(delete, "If-Match", "Einthoven-Sender");
      }
      case SEARCHTYPE -> search(resource);
      default -> throw new IllegalStateException("not described: " + interaction.getCode());
    }
  }

  private void search(CapabilityStatementRestResourceComponent resource) {
    String type = resource.getType();
    ObjectNode search = paths.operation("get", "/" + type, type, "Search");
    OpenApiPaths.statuses(search, "200", "400");
    for (CapabilityStatementRestResourceSearchParamComponent by : resource.getSearchParam()) {
      OpenApiPaths.query(search, by.getName(), by.getType().toCode() + ", " + by.getDefinition());
    }
    OpenApiPaths.query(search, "_include", includes(resource.getSearchInclude()));
    OpenApiPaths.query(search, "_revinclude", includes(resource.getSearchRevInclude()));
    OpenApiPaths.query(search, "_sort", "parameters to sort by, a minus for descending");
    OpenApiPaths.query(search, "_count", "resources a page");
  }

  private static String includes(List<? extends org.hl7.fhir.r4.model.StringType> offered) {
    return String.join(", ", offered.stream().map(each -> each.getValue()).toList());
  }

  private void named(OperationMethodBinding offered, String path, String type, boolean ofType) {
    String said = offered.getDescription();
    String method = offered.isIdempotent() ? "get" : "post";
    ObjectNode named = paths.operation(method, path, type, said == null ? offered.getName() : said);
    if (offered.getName().equals("$export")) {
      OpenApiPaths.statuses(named, "202", "400", "429");
      OpenApiPaths.headers(named, "Prefer", "Einthoven-Sender");
      return;
    }
    OpenApiPaths.statuses(named, "200", "400", "404", "413", "422", "503");
    if (ofType && !offered.isIdempotent()) {
      OpenApiPaths.body(named, type);
      OpenApiPaths.headers(named, "Idempotency-Key", "Einthoven-Sender");
    }
  }
}
