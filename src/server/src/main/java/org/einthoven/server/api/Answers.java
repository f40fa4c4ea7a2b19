package org.einthoven.server.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.FhirText;
import org.jspecify.annotations.Nullable;

/** Answers that are written without HAPI, in JSON unless XML is asked for. */
final class Answers {

  private Answers() {}

  /** Writes a resource as the whole answer. */
  static void write(
      HttpServletRequest request, HttpServletResponse response, int status, FhirResource resource)
      throws IOException {
    boolean xml = wantsXml(request.getHeader("Accept"));
    byte[] body =
        xml
            ? FhirText.xmlParser()
                .encodeResourceToString(resource.resource())
                .getBytes(StandardCharsets.UTF_8)
            : resource.json();
    response.setStatus(status);
    response.setContentType(xml ? MediaTypes.FHIR_XML : MediaTypes.FHIR_JSON);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.getOutputStream().write(body);
  }

  /** Writes a refusal as the whole answer. */
  static void refuse(
      HttpServletRequest request, HttpServletResponse response, RefusedRequestException refused)
      throws IOException {
    if (refused.retryAfter() != null) {
      response.setHeader("Retry-After", refused.retryAfter());
    }
    write(request, response, refused.status(), refused.outcome());
  }

  private static boolean wantsXml(@Nullable String accept) {
    String lower = accept == null ? "" : accept.toLowerCase(Locale.ROOT);
    int xml = lower.indexOf("xml");
    int json = lower.indexOf("json");
    return xml >= 0 && (json < 0 || xml < json) && !lower.contains("text/html");
  }
}
