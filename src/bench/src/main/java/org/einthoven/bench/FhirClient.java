package org.einthoven.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends FHIR requests to whichever server, as JSON. */
final class FhirClient {

  private static final String FHIR = "application/fhir+json";
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;

  /** A client of the server with this base address. */
  FhirClient(URI base) {
    this.base = base.toString().replaceFirst("/$", "");
  }

  /** An answer that is refused or is no answer at all. */
  static final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    RefusedException(String method, String path, int status) {
      super(method + " " + path + " was answered with " + status);
    }
  }

  /**
   * A request that has to be answered with 200 or 201.
   *
   * @param path below the base, such as {@code Patient/1}
   * @param gzip whether the answer may come compressed
   * @return the answer's body, still compressed where it came so
   */
  byte[] send(String method, String path, byte[] body, boolean gzip)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(path.isEmpty() ? base : base + "/" + path))
            .header("Content-Type", FHIR)
            .header("Accept", FHIR)
            .method(
                method,
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (gzip) {
      request.header("Accept-Encoding", "gzip");
    }
    HttpResponse<byte[]> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200 && answer.statusCode() != 201) {
      throw new RefusedException(method, path, answer.statusCode());
    }
    return answer.body();
  }

  /** Stores a resource and returns the id that it got. */
  String create(String type, String json) throws IOException, InterruptedException {
    byte[] answer = send("POST", type, json.getBytes(StandardCharsets.UTF_8), false);
    Matcher id = ID.matcher(new String(answer, StandardCharsets.UTF_8));
    if (!id.find()) {
      throw new IOException("the answer to a create names no id");
    }
    return id.group(1);
  }
}
