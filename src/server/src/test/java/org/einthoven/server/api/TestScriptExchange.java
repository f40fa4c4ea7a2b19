package org.einthoven.server.api;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.einthoven.fhir.FhirText;
import org.einthoven.fhir.ParsedFhir;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What a TestScript's operation sent and what was answered.
 *
 * @param headers what was sent, by name
 * @param resource what the answer holds, null where that is no FHIR
 */
record TestScriptExchange(
    String method,
    String url,
    Map<String, String> headers,
    int status,
    HttpHeaders answered,
    @Nullable Resource resource) {

  static TestScriptExchange of(
      String method, String url, List<String> sent, HttpResponse<byte[]> answer) {
    Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < sent.size(); i += 2) {
      headers.put(sent.get(i), sent.get(i + 1));
    }
    return new TestScriptExchange(
        method, url, headers, answer.statusCode(), answer.headers(), resource(answer));
  }

  private static @Nullable Resource resource(HttpResponse<byte[]> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (answer.body().length == 0 || !type.startsWith("application/fhir+")) {
      return null;
    }
    ParsedFhir parsed =
        type.startsWith("application/fhir+xml")
            ? FhirText.readXml(answer.body())
            : FhirText.readJson(answer.body());
    return parsed instanceof ParsedFhir.Parsed read ? read.resource().resource() : null;
  }

  Optional<String> header(String name) {
    return answered.firstValue(name);
  }
}
