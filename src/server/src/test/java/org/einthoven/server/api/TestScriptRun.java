package org.einthoven.server.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.einthoven.fhir.FhirText;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.TestScript;
import org.hl7.fhir.r4.model.TestScript.SetupActionAssertComponent;
import org.hl7.fhir.r4.model.TestScript.SetupActionOperationComponent;
import org.hl7.fhir.r4.model.TestScript.TestScriptVariableComponent;
import org.jspecify.annotations.Nullable;

/** Runs an R4 TestScript (testing.html) against the running server, all of it to its end. */
final class TestScriptRun {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)\\}");
  private static final Map<String, String> METHODS =
      Map.of("create", "POST", "update", "PUT", "delete", "DELETE");

  private final TestScript script;
  private final Map<String, Resource> fixtures;
  private final Map<String, String> chosen;
  private final Map<String, TestScriptExchange> exchanges = new HashMap<>();
  private final List<Checked> checked = new ArrayList<>();
  private @Nullable TestScriptExchange last;

  /**
   * An assertion and what came of it.
   *
   * @param failure what is not as asserted, null where all is
   */
  record Checked(String where, String what, boolean warningOnly, @Nullable String failure) {}

  /**
   * @param fixtures by the script's ids for them
   * @param chosen values of variables that the script leaves to who runs it
   */
  TestScriptRun(TestScript script, Map<String, Resource> fixtures, Map<String, String> chosen) {
    this.script = script;
    this.fixtures = new HashMap<>(fixtures);
    this.chosen = chosen;
  }

  /** Every assertion, in order. */
  List<Checked> run() {
    script
        .getSetup()
        .getAction()
        .forEach(
            action ->
                step(
                    "setup",
                    action.hasOperation() ? action.getOperation() : null,
                    action.hasAssert() ? action.getAssert() : null));
    for (TestScript.TestScriptTestComponent test : script.getTest()) {
      test.getAction()
          .forEach(
              action ->
                  step(
                      test.getName(),
                      action.hasOperation() ? action.getOperation() : null,
                      action.hasAssert() ? action.getAssert() : null));
    }
    script
        .getTeardown()
        .getAction()
        .forEach(action -> step("teardown", action.getOperation(), null));
    return List.copyOf(checked);
  }

  private void step(
      String where,
      @Nullable SetupActionOperationComponent operation,
      @Nullable SetupActionAssertComponent asserted) {
    if (operation != null) {
      send(operation);
    }
    if (asserted != null) {
      Optional<String> failure =
          new TestScriptChecks(Objects.requireNonNull(last), this::fixture, this::filled)
              .failure(asserted);
      checked.add(
          new Checked(
              where, asserted.getDescription(), asserted.getWarningOnly(), failure.orElse(null)));
    }
  }

  private void send(SetupActionOperationComponent operation) {
    String method = METHODS.getOrDefault(operation.getType().getCode(), "GET");
    String url = url(operation);
    List<String> headers = new ArrayList<>(List.of("Accept", mime(operation.getAccept())));
    operation
        .getRequestHeader()
        .forEach(header -> headers.addAll(List.of(header.getField(), filled(header.getValue()))));
    boolean xml = mime(operation.getContentType()).endsWith("xml");
    byte[] body = operation.hasSourceId() ? body(operation, url, xml) : new byte[0];
    HttpResponse<byte[]> answer =
        Http.send(
            HttpResponse.BodyHandlers.ofByteArray(),
            method,
            url,
            mime(operation.getContentType()),
            body,
            headers.toArray(String[]::new));
    TestScriptExchange exchange = TestScriptExchange.of(method, url, headers, answer);
    last = exchange;
    if (operation.hasResponseId()) {
      exchanges.put(operation.getResponseId(), exchange);
      Resource resource = exchange.resource();
      if (resource != null) {
        fixtures.put(operation.getResponseId(), resource);
      }
    }
  }

  /** A fixture under the id that it is sent to: an update names one id in both places. */
  private byte[] body(SetupActionOperationComponent operation, String url, boolean xml) {
    Resource resource = fixture(operation.getSourceId()).copy();
    if (operation.getType().getCode().equals("update")) {
      resource.setId(new IdType(url).getIdPart());
    }
    String text =
        xml
            ? FhirText.xmlParser().encodeResourceToString(resource)
            : FhirText.jsonParser().encodeResourceToString(resource);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String url(SetupActionOperationComponent operation) {
    if (operation.hasUrl()) {
      return filled(operation.getUrl());
    }
    StringBuilder url = new StringBuilder(Http.base() + "/fhir/").append(operation.getResource());
    if (operation.hasTargetId()) {
      url.append('/').append(fixture(operation.getTargetId()).getIdElement().getIdPart());
    }
    String type = operation.getType().getCode();
    if (type.equals("history") || type.equals("vread")) {
      url.append("/_history");
    }
    if (type.equals("vread")) {
      url.append('/').append(fixture(operation.getTargetId()).getMeta().getVersionId());
    }
    String params = filled(Objects.requireNonNullElse(operation.getParams(), ""));
    return url + (operation.getEncodeRequestUrl() ? encoded(params) : params);
  }

  private static String encoded(String params) {
    int query = params.indexOf('?');
    try {
      return query < 0
          ? new URI(null, null, params, null).toASCIIString()
          : new URI(null, null, params.substring(0, query), params.substring(query + 1), null)
              .toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(params, e);
    }
  }

  private static String mime(@Nullable String format) {
    return "application/fhir+" + Objects.requireNonNullElse(format, "json");
  }

  private Resource fixture(String id) {
    return Objects.requireNonNull(fixtures.get(id), "no fixture " + id);
  }

  private String filled(String text) {
    Matcher matcher = VARIABLE.matcher(text);
    return matcher.replaceAll(found -> Matcher.quoteReplacement(variable(found.group(1))));
  }

  private String variable(String name) {
    String value = chosen.get(name);
    if (value != null) {
      return value;
    }
    TestScriptVariableComponent variable =
        script.getVariable().stream()
            .filter(one -> one.getName().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no variable " + name));
    if (variable.hasHeaderField()) {
      return Objects.requireNonNull(exchanges.get(variable.getSourceId()))
          .header(variable.getHeaderField())
          .orElse("");
    }
    if (variable.hasSourceId() && variable.hasPath()) {
      return TestScriptPaths.fhirPath(
          fixture(variable.getSourceId()), variable.getPath().replace('/', '.'));
    }
    if (variable.hasSourceId() && variable.hasExpression()) {
      return TestScriptPaths.fhirPath(fixture(variable.getSourceId()), variable.getExpression());
    }
    return Objects.requireNonNull(variable.getDefaultValue(), "no value of " + name);
  }
}
