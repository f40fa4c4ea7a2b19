package org.einthoven.server;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.parser.DataFormatException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirText;
import org.einthoven.fhir.validation.Finding;
import org.einthoven.fhir.validation.ProfileValidator;
import org.jspecify.annotations.Nullable;

/**
 * Validates every FHIR answer of a test, with the resources in a Bundle, against base R4 and the
 * profiles that are claimed; an error fails the test. What a client sent wrong comes back as it was
 * sent, so that an error is forgiven where the test itself sent it. Resources of other tests that
 * an answer happens to hold are checked where the server made them.
 */
public final class ValidAnswers implements Filter {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_DATA = 1_000;

  /** A larger Bundle takes the validator minutes. */
  private static final int MOST_ENTRIES = 1_000;

  /** Resources that nobody but the server writes. */
  private static final Set<String> SERVERS =
      Set.of("OperationOutcome", "CapabilityStatement", "Parameters", "Bundle");

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");
  private static final Pattern ADDRESS = Pattern.compile("https?://[!-~]+");
  private static final Pattern INSTANT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");

  private static final Map<String, List<String>> VALIDATED = new ConcurrentHashMap<>();
  private static final Set<String> SENT_ERRORS = ConcurrentHashMap.newKeySet();
  private static final Set<String> SENT = ConcurrentHashMap.newKeySet();

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification expected,
      FilterContext chain) {
    if (request.getBody() instanceof String body) {
      sent(body.getBytes(StandardCharsets.UTF_8));
    }
    Response answer = chain.next(request, expected);
    check(
        request.getMethod(),
        request.getURI(),
        answer.statusCode(),
        answer.getContentType(),
        answer.asByteArray());
    return answer;
  }

  /** Notes what a test sends, if it is FHIR in JSON or XML. */
  public static void sent(byte[] body) {
    ObjectNode resource = read("", body);
    if (resource != null && resource.path("entry").size() <= MOST_ENTRIES) {
      resources(resource).forEach(each -> SENT_ERRORS.addAll(errors(each)));
    }
  }

  /**
   * Looks at an answer, if it is FHIR in JSON or XML.
   *
   * @param type its Content-Type, null where it has none
   */
  public static void check(
      String method, String address, int status, @Nullable String type, byte[] body) {
    if (type == null || !(type.contains("fhir+json") || type.contains("fhir+xml"))) {
      return;
    }
    ObjectNode answer = read(type, body);
    if (answer == null || answer.path("entry").size() > MOST_ENTRIES) {
      return;
    }
    boolean own = !method.equals("GET") && status < 300;
    List<String> wrong = new ArrayList<>();
    for (ObjectNode each : resources(answer)) {
      boolean top = each == answer;
      if (own || top) {
        SENT.add(reference(each));
      }
      if (top || SENT.contains(reference(each)) || isMadeHere(each)) {
        wrong.addAll(errors(each));
      }
    }
    wrong.removeAll(SENT_ERRORS);
    assertThat(wrong).as("errors in the answer to " + method + " " + address).isEmpty();
  }

  private static boolean isMadeHere(ObjectNode resource) {
    String meta = resource.path("meta").toString();
    return SERVERS.contains(resource.path("resourceType").asText())
        || meta.contains("\"AIAST\"")
        || meta.contains("\"" + Codes.BASE + "StructureDefinition/");
  }

  private static String reference(ObjectNode resource) {
    return resource.path("resourceType").asText() + "/" + resource.path("id").asText();
  }

  /** The resource, and those in it if it is a Bundle or Parameters. */
  private static List<ObjectNode> resources(ObjectNode resource) {
    List<ObjectNode> all = new ArrayList<>(List.of(resource));
    for (String list : List.of("entry", "parameter")) {
      for (JsonNode part : resource.path(list)) {
        if (part.path("resource") instanceof ObjectNode inside) {
          all.addAll(resources(inside));
        }
        if (part.path("response").path("outcome") instanceof ObjectNode outcome) {
          all.add(outcome);
        }
      }
    }
    return all;
  }

  /** Errors of the resource itself; those inside it stand for themselves. */
  private static List<String> errors(ObjectNode resource) {
    ObjectNode shell = resource.deepCopy();
    boolean bundle = hollow(shell);
    boolean partial = shell.path("meta").path("tag").toString().contains("\"SUBSETTED\"");
    shorten(shell);
    settle(shell);
    String text = shell.toString();
    return VALIDATED.computeIfAbsent(text, json -> validate(json, bundle, partial));
  }

  private static List<String> validate(String json, boolean bundle, boolean partial) {
    return ProfileValidator.shared().validate(json, List.of()).stream()
        .filter(finding -> finding.severity().invalidates())
        .filter(finding -> !(bundle && isInside(finding)))
        .filter(finding -> !(partial && isByProfile(finding)))
        .map(ValidAnswers::words)
        .toList();
  }

  private static String words(Finding finding) {
    // What is carried over to another resource stands elsewhere there, under the same name.
    return finding.place().replaceAll("^.*\\.|\\[\\d+]", "") + ": " + finding.words();
  }

  /** A part of a resource, tagged so, need not be what its profile asks of the whole. */
  private static boolean isByProfile(Finding finding) {
    return finding.words().contains(Codes.BASE);
  }

  private static boolean isInside(Finding finding) {
    return finding.place().contains(".resource") || finding.place().contains(".outcome");
  }

  /** Leaves of the resources inside no more than what the outer one has rules about. */
  private static boolean hollow(ObjectNode resource) {
    boolean found = false;
    for (String list : List.of("entry", "parameter")) {
      for (JsonNode part : resource.path(list)) {
        if (part.path("resource") instanceof ObjectNode inside) {
          inside.retain("resourceType", "id", "meta");
          if (!inside.has("id")) {
            inside.put("id", "none");
          }
          found = true;
        }
        if (part.path("response").path("outcome") instanceof ObjectNode outcome) {
          outcome.retain("resourceType").put("id", "x");
          found = true;
        }
      }
    }
    return found;
  }

  /**
   * Takes out what makes every answer another text, where it is well formed, so that the same
   * content is validated once.
   */
  private static void settle(ObjectNode resource) {
    dropIf(resource, "id", ID);
    if (resource.path("meta") instanceof ObjectNode meta) {
      dropIf(meta, "versionId", ID);
      dropIf(meta, "lastUpdated", INSTANT);
      if (meta.isEmpty()) {
        resource.remove("meta");
      }
    }
    for (JsonNode link : resource.path("link")) {
      if (link instanceof ObjectNode object && matches(object, "url", ADDRESS)) {
        object.put("url", "http://made.test/x");
      }
    }
    int number = 0;
    for (JsonNode entry : resource.path("entry")) {
      number++;
      String here =
          entry.path("resource").path("resourceType").asText()
              + "/"
              + entry.path("resource").path("id").asText();
      if (entry instanceof ObjectNode object
          && entry.path("resource") instanceof ObjectNode inside
          && entry.path("fullUrl").asText().endsWith("/" + here)
          && matches(object, "fullUrl", ADDRESS)
          && matches(inside, "id", ID)) {
        inside.put("id", "x" + number);
        object.put(
            "fullUrl", "http://made.test/" + inside.path("resourceType").asText() + "/x" + number);
        if (inside.path("meta") instanceof ObjectNode meta) {
          dropIf(meta, "lastUpdated", INSTANT);
        }
      }
    }
  }

  private static boolean matches(ObjectNode object, String field, Pattern form) {
    return object.path(field).isTextual() && form.matcher(object.path(field).asText()).matches();
  }

  private static void dropIf(ObjectNode object, String field, Pattern form) {
    if (matches(object, field, form)) {
      object.remove(field);
    }
  }

  /** Cuts waveforms: their numbers are not what is validated. */
  private static void shorten(JsonNode node) {
    if (node.path("valueSampledData") instanceof ObjectNode sampled
        && sampled.path("data").asText().length() > LONGEST_DATA) {
      String data = sampled.path("data").asText();
      sampled.put("data", data.substring(0, data.lastIndexOf(' ', LONGEST_DATA)));
    }
    node.forEach(ValidAnswers::shorten);
  }

  private static @Nullable ObjectNode read(String type, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    try {
      if (type.contains("xml") || text.startsWith("<")) {
        text =
            FhirText.jsonParser().encodeResourceToString(FhirText.xmlParser().parseResource(text));
      }
      return text.startsWith("{")
              && JSON.readTree(text) instanceof ObjectNode object
              && object.has("resourceType")
          ? object
          : null;
    } catch (IOException | DataFormatException e) {
      if (type.isEmpty()) {
        // What a test sends may be anything.
        return null;
      }
      throw new UncheckedIOException(new IOException("the answer is no FHIR: " + text, e));
    }
  }
}
