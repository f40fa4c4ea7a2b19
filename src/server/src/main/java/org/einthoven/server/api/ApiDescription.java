package org.einthoven.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceInteractionComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.OperationDefinition;

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

  private static final Map<String, String> STATUSES =
      Map.ofEntries(
          Map.entry("200", "Done. A repeat names the first one in Einthoven-Repeat."),
          Map.entry("201", "Stored under the address in Location."),
          Map.entry("202", "Begun; Content-Location tells where it is followed."),
          Map.entry("304", "As If-None-Match or If-Modified-Since says."),
          Map.entry("400", "Malformed or unknown: the OperationOutcome names the place."),
          Map.entry("403", "Machine output, which stays as it was made."),
          Map.entry("404", "Not there."),
          Map.entry(
              "409", "Others refer to it, or another request changed the same; send it again."),
          Map.entry("410", "Deleted."),
          Map.entry("412", "The condition or the version in If-Match does not hold."),
          Map.entry("413", "Larger than einthoven.intake.max-bytes."),
          Map.entry("415", "A format that is not read here."),
          Map.entry("422", "Well formed but not acceptable: the OperationOutcome says why."),
          Map.entry("429", "As many are unfinished as may be; ask again after Retry-After."),
          Map.entry("503", "Not now; ask again after Retry-After."));

  private static final Map<String, String> HEADERS =
      Map.of(
          "Idempotency-Key", "The same key from the same sender is the same request, done once.",
          "Einthoven-Sender", "Who sends; anonymous if left out.",
          "Prefer", "respond-async",
          "If-None-Exist", "Create only if this search finds nothing.",
          "If-Match", "Only if this is the current version, as W/\"3\".");

  private final ObjectNode document = JSON.createObjectNode();
  private final ObjectNode paths = JSON.createObjectNode();

  private ApiDescription() {}

  /**
   * Makes the document.
   *
   * @param definitions the definition of an operation, by its canonical address
   * @return JSON in UTF-8
   */
  static byte[] of(
      CapabilityStatement statement, Function<String, OperationDefinition> definitions) {
    ApiDescription description = new ApiDescription();
    description.head(statement);
    for (CapabilityStatementRestComponent rest : statement.getRest()) {
      description.system(rest, definitions);
      for (CapabilityStatementRestResourceComponent resource : rest.getResource()) {
        description.type(resource, definitions);
      }
    }
    description.document.set("paths", description.paths);
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
        operation("post", "/ecg", SERVER, "Send one ECG file of any format read here");
    statuses(file, "200", "201", "400", "413", "415", "422");
    file.withObject("/requestBody").put("required", true);
    file.withObject("/requestBody/content")
        .putObject("application/octet-stream")
        .putObject("schema")
        .put("type", TEXT)
        .put("format", "binary");
    query(file, "patient", "system|value of the patient's identifier");
    query(file, "order", "system|value of the order's identifier");
    headers(file, "Idempotency-Key", "Einthoven-Sender");
    String root = base.endsWith("/fhir") ? base.substring(0, base.length() - 5) : base;
    file.putArray("servers").addObject().put("url", root.isEmpty() ? "/" : root);
  }

  private void system(
      CapabilityStatementRestComponent rest, Function<String, OperationDefinition> definitions) {
    statuses(operation("get", "/metadata", SERVER, "What this server can"), "200");
    statuses(
        operation("get", "/_history", SERVER, "All versions of all, newest first"), "200", "400");
    boolean bundles =
        rest.getInteraction().stream()
            .anyMatch(
                can ->
                    can.getCode() == SystemRestfulInteraction.TRANSACTION
                        || can.getCode() == SystemRestfulInteraction.BATCH);
    if (bundles) {
      ObjectNode bundle = operation("post", "/", SERVER, "Carry out a transaction or a batch");
      statuses(bundle, "200", "400", "403", "404", "409", "412", "413", "422");
      body(bundle, "Bundle");
      headers(bundle, "Idempotency-Key", "Einthoven-Sender");
    }
    for (CapabilityStatementRestResourceOperationComponent can : rest.getOperation()) {
      OperationDefinition definition = definitions.apply(can.getDefinition());
      if (definition.getSystem()) {
        named(definition, "/$" + definition.getCode(), SERVER, false);
      }
    }
  }

  private void type(
      CapabilityStatementRestResourceComponent resource,
      Function<String, OperationDefinition> definitions) {
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
      OperationDefinition definition = definitions.apply(can.getDefinition());
      String name = "/$" + definition.getCode();
      if (definition.getType()) {
        named(definition, "/" + type + name, type, true);
      }
      if (definition.getInstance()) {
        named(definition, "/" + type + "/{id}" + name, type, false);
      }
    }
  }

  private void interaction(
      ResourceInteractionComponent interaction, CapabilityStatementRestResourceComponent resource) {
    String type = resource.getType();
    String all = "/" + type;
    String one = all + "/{id}";
    switch (interaction.getCode()) {
      case READ ->
          statuses(
              operation("get", one, type, "Read the current version"), "200", "304", "404", "410");
      case VREAD ->
          statuses(
              operation("get", one + "/_history/{version}", type, "Read one version"),
              "200",
              "404",
              "410");
      case HISTORYINSTANCE ->
          statuses(
              operation("get", one + "/_history", type, "All versions, newest first"),
              "200",
              "404");
      case HISTORYTYPE ->
          statuses(
              operation("get", all + "/_history", type, "All versions of this type"), "200", "400");
      case CREATE -> {
        ObjectNode create = operation("post", all, type, "Store under a new id");
        statuses(create, "200", "201", "400", "412", "413", "422");
        body(create, type);
        headers(create, "If-None-Exist", "Idempotency-Key", "Einthoven-Sender");
      }
      case UPDATE -> {
        ObjectNode update = operation("put", one, type, "Store under this id");
        statuses(update, "200", "201", "400", "403", "409", "412", "413", "422");
        body(update, type);
        headers(update, "If-Match", "Einthoven-Sender");
      }
      case PATCH -> {
        ObjectNode patch =
            operation("patch", one, type, "Change a part, by JSON or FHIRPath Patch");
        statuses(patch, "200", "400", "403", "404", "410", "412", "415", "422");
        body(patch, "Parameters");
        patch
            .withObject("/requestBody/content")
            .putObject(MediaTypes.JSON_PATCH)
            .putObject("schema")
            .put("type", "array");
        headers(patch, "If-Match", "Einthoven-Sender");
      }
      case DELETE -> {
        ObjectNode delete = operation("delete", one, type, "Delete; the versions stay");
        statuses(delete, "200", "403", "404", "409", "412");
        headers(delete, "If-Match", "Einthoven-Sender");
      }
      case SEARCHTYPE -> search(resource);
      default -> throw new IllegalStateException("not described: " + interaction.getCode());
    }
  }

  private void search(CapabilityStatementRestResourceComponent resource) {
    String type = resource.getType();
    ObjectNode search = operation("get", "/" + type, type, "Search");
    statuses(search, "200", "400");
    for (CapabilityStatementRestResourceSearchParamComponent by : resource.getSearchParam()) {
      query(search, by.getName(), by.getType().toCode() + ", " + by.getDefinition());
    }
    query(search, "_include", includes(resource.getSearchInclude()));
    query(search, "_revinclude", includes(resource.getSearchRevInclude()));
    query(search, "_sort", "parameters to sort by, a minus for descending");
    query(search, "_count", "resources a page");
  }

  private static String includes(List<? extends org.hl7.fhir.r4.model.StringType> offered) {
    return String.join(", ", offered.stream().map(each -> each.getValue()).toList());
  }

  private void named(OperationDefinition definition, String path, String type, boolean takesBody) {
    String said = definition.getDescription();
    String method = definition.getAffectsState() ? "post" : "get";
    ObjectNode named =
        operation(method, path, type, said == null ? "$" + definition.getCode() : said);
    if (definition.getCode().equals("export")) {
      statuses(named, "202", "400", "429");
      headers(named, "Prefer", "Einthoven-Sender");
      return;
    }
    statuses(named, "200", "400", "404", "413", "422", "503");
    if (takesBody && definition.getAffectsState()) {
      body(named, type);
      headers(named, "Idempotency-Key", "Einthoven-Sender");
    }
  }

  private ObjectNode operation(String method, String path, String tag, String summary) {
    ObjectNode operation = paths.withObjectProperty(path).putObject(method);
    operation.putArray("tags").add(tag);
    operation.put("summary", summary);
    for (String variable : List.of("id", "version")) {
      if (path.contains("{" + variable + "}")) {
        parameter(operation, "path", variable, "").put("required", true);
      }
    }
    return operation;
  }

  private static void statuses(ObjectNode operation, String... codes) {
    ObjectNode responses = operation.putObject("responses");
    for (String code : codes) {
      ObjectNode response = responses.putObject(code).put("description", STATUSES.get(code));
      if (!code.equals("304")) {
        content(response, "FHIR R4 resource");
      }
    }
  }

  private static void body(ObjectNode operation, String type) {
    content(operation.putObject("requestBody").put("required", true), "FHIR R4 " + type);
  }

  private static void content(ObjectNode of, String what) {
    ObjectNode content = of.putObject("content");
    for (String media : List.of(MediaTypes.FHIR_JSON, MediaTypes.FHIR_XML)) {
      content
          .putObject(media)
          .putObject("schema")
          .put("type", media.equals(MediaTypes.FHIR_JSON) ? "object" : TEXT)
          .put("description", what);
    }
  }

  private static void query(ObjectNode operation, String name, String said) {
    parameter(operation, "query", name, said);
  }

  private static void headers(ObjectNode operation, String... names) {
    Arrays.stream(names)
        .forEach(name -> parameter(operation, "header", name, HEADERS.getOrDefault(name, "")));
  }

  private static ObjectNode parameter(ObjectNode operation, String in, String name, String said) {
    ObjectNode parameter = operation.withArrayProperty("parameters").addObject();
    parameter.put("in", in).put("name", name).put("description", said);
    parameter.putObject("schema").put("type", TEXT);
    return parameter;
  }
}
