package org.einthoven.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a server for its log. */
final class LogClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI server;

  LogClient(URI server) {
    this.server = server;
  }

  /**
   * The answer to a request below {@code /audit}.
   *
   * @throws IOException when it is refused, with what the server says
   */
  InputStream send(String method, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/audit/" + path))
            .header("Accept", "application/json")
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<InputStream> answer;
    try {
      answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (java.net.ConnectException e) {
      throw new IOException("no server answers at " + server + "; name another by --server", e);
    }
    if (answer.statusCode() != 200) {
      try (InputStream body = answer.body()) {
        throw new IOException(
            method
                + " /audit/"
                + path
                + " was answered "
                + answer.statusCode()
                + ": "
                + diagnostics(body.readAllBytes()));
      }
    }
    return answer.body();
  }

  private static String diagnostics(byte[] body) {
    try {
      JsonNode issue = JSON.readTree(body).at("/issue/0");
      return issue.has("diagnostics")
          ? issue.path("diagnostics").asText()
          : issue.at("/details/text").asText();
    } catch (IOException e) {
      return new String(body, StandardCharsets.UTF_8).strip();
    }
  }
}
