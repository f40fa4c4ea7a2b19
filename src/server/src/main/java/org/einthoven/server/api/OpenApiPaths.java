package org.einthoven.server.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The paths of an OpenAPI 3.0.3 document, and what its operations take and answer. */
final class OpenApiPaths {

  private static final JsonMapper JSON = new JsonMapper();
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

  private final ObjectNode paths = JSON.createObjectNode();

  /** The object that the document has under {@code paths}. */
  ObjectNode json() {
    return paths;
  }

  /** A new operation of the document. */
  ObjectNode operation(String method, String path, String tag, String summary) {
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

  /** What it may answer. */
  static void statuses(ObjectNode operation, String... codes) {
    ObjectNode responses = operation.putObject("responses");
    for (String code : codes) {
      ObjectNode response = responses.putObject(code).put("description", STATUSES.get(code));
      if (!code.equals("304")) {
        content(response, "FHIR R4 resource");
      }
    }
  }

  /** The resource that it takes. */
  static void body(ObjectNode operation, String type) {
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

  /** A parameter in the address. */
  static void query(ObjectNode operation, String name, String said) {
    parameter(operation, "query", name, said);
  }

  /** Headers that it heeds. */
  static void headers(ObjectNode operation, String... names) {
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
