package org.einthoven.server.api;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ServerCapabilityStatementProvider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code /fhir/api-docs}, the interface as OpenAPI, and {@code /fhir/swagger-ui/}, where a
 * browser shows it. All that a browser loads comes from here, as hospital networks are closed.
 */
@Interceptor
public final class ApiPages {

  private static final String PAGE = "/swagger-ui/";
  private static final String OWN = "/swagger-ui";
  private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/" + version();

  /** What is served besides the page, and where it is packaged. */
  private static final Map<String, Asset> ASSETS =
      Map.of(
          "", new Asset(OWN + "/index.html", "text/html;charset=UTF-8"),
          "start.js", new Asset(OWN + "/start.js", "text/javascript;charset=UTF-8"),
          "swagger-ui.css", new Asset(WEBJAR + "/swagger-ui.css", "text/css;charset=UTF-8"),
          "swagger-ui-bundle.js",
              new Asset(WEBJAR + "/swagger-ui-bundle.js", "text/javascript;charset=UTF-8"),
          "favicon-32x32.png", new Asset(WEBJAR + "/favicon-32x32.png", "image/png"));

  private final RestfulServer server;
  private final ServerCapabilityStatementProvider statements;

  private record Asset(String resource, String type) {}

  /** Of a server and its capability statement. */
  public ApiPages(RestfulServer server, ServerCapabilityStatementProvider statements) {
    this.server = server;
    this.statements = statements;
  }

  /**
   * Answers what belongs to the pages.
   *
   * @return whether the request is for somebody else
   */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
  public boolean answer(
      HttpServletRequest request, HttpServletResponse response, RequestDetails details)
      throws IOException {
    String path = request.getPathInfo();
    if (path == null || !request.getMethod().equals("GET")) {
      return true;
    }
    if (path.equals("/api-docs")) {
      response.setContentType("application/json;charset=UTF-8");
      response.getOutputStream().write(description(request, details));
      return false;
    }
    if (PAGE.equals(path + "/")) {
      response.sendRedirect(request.getRequestURI() + "/");
      return false;
    }
    Asset asset = path.startsWith(PAGE) ? ASSETS.get(path.substring(PAGE.length())) : null;
    if (asset == null) {
      return true;
    }
    response.setContentType(asset.type());
    try (InputStream content = ApiPages.class.getResourceAsStream(asset.resource())) {
      packaged(content, asset.resource()).transferTo(response.getOutputStream());
    }
    return false;
  }

  private byte[] description(HttpServletRequest request, RequestDetails details) {
    CapabilityStatement statement =
        (CapabilityStatement) statements.getServerConformance(request, details);
    return ApiDescription.of(statement, server.createConfiguration().collectMethodBindings());
  }

  private static String version() {
    String place = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    Properties properties = new Properties();
    try (InputStream content = ApiPages.class.getResourceAsStream(place)) {
      properties.load(packaged(content, place));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static InputStream packaged(@Nullable InputStream content, String place) {
    if (content == null) {
      throw new IllegalStateException("the package lacks " + place);
    }
    return content;
  }
}
