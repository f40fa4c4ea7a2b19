package org.einthoven.server.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.ConfigProvider;
import org.einthoven.server.ValidAnswers;

/** Sends bytes as they are, and validates the FHIR that comes back. */
final class Http {

  static final String FHIR_JSON = "application/fhir+json";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Http() {}

  static String base() {
    return ConfigProvider.getConfig().getValue("test.url", String.class);
  }

  static HttpResponse<String> post(String path, String type, String body, String... headers) {
    return send("POST", path, type, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  static HttpResponse<String> get(String path) {
    return send("GET", path, FHIR_JSON, new byte[0], "Accept", FHIR_JSON);
  }

  static HttpResponse<String> send(
      String method, String path, String type, byte[] body, String... headers) {
    return send(HttpResponse.BodyHandlers.ofString(), method, path, type, body, headers);
  }

  static <T> HttpResponse<T> send(
      HttpResponse.BodyHandler<T> answer,
      String method,
      String path,
      String type,
      byte[] body,
      String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base() + path))
            .header("Content-Type", type)
            .method(
                method,
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      ValidAnswers.sent(body);
      HttpResponse<T> received = CLIENT.send(request.build(), answer);
      validate(method, received);
      return received;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void validate(String method, HttpResponse<?> received) {
    Object body = received.body();
    if (body instanceof String || body instanceof byte[]) {
      boolean packed = received.headers().firstValue("Content-Encoding").isPresent();
      if (!packed) {
        ValidAnswers.check(
            method,
            received.uri().toString(),
            received.statusCode(),
            received.headers().firstValue("Content-Type").orElse(null),
            body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) body);
      }
    }
  }
}
