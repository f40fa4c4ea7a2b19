package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.einthoven.fhir.FhirResource;
import org.hl7.fhir.r4.model.Resource;

/** Bulk exports as a client runs them. */
final class Exports {

  static final JsonMapper JSON = new JsonMapper();
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private Exports() {}

  static HttpResponse<String> kickOff(String address, String sender, String... headers) {
    List<String> all = new ArrayList<>(List.of("Einthoven-Sender", sender));
    all.addAll(List.of(headers.length == 0 ? new String[] {"Prefer", "respond-async"} : headers));
    return Http.send(
        "GET", "/fhir/" + address, Http.FHIR_JSON, new byte[0], all.toArray(String[]::new));
  }

  /** Begins an export and tells where it is followed. */
  static String begin(String address, String sender) {
    HttpResponse<String> begun = kickOff(address, sender);
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    return begun.headers().firstValue("Content-Location").orElseThrow();
  }

  static HttpResponse<String> send(String method, String address, String sender) {
    return Http.send(
        method, address, "text/plain", new byte[0], "Einthoven-Sender", sender, "Accept", "*/*");
  }

  /** The manifest of an export, once it is done. */
  static JsonNode manifest(String address, String sender) {
    HttpResponse<String> ended =
        Awaitility.await()
            .atMost(LONGEST)
            .until(() -> send("GET", address, sender), answer -> answer.statusCode() != 202);
    assertThat(ended.statusCode()).as(ended.body()).isEqualTo(200);
    return json(ended.body());
  }

  static JsonNode run(String address, String sender) {
    return manifest(begin(address, sender), sender);
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The resources of all files of a type, each line parsed by itself. */
  static List<Resource> resources(JsonNode files, String type, String sender) {
    List<Resource> resources = new ArrayList<>();
    for (JsonNode file : files) {
      if (file.path("type").asText().equals(type)) {
        HttpResponse<String> read = send("GET", file.path("url").asText(), sender);
        assertThat(read.statusCode()).isEqualTo(200);
        List<String> lines = read.body().lines().toList();
        assertThat(read.body()).endsWith("\n");
        assertThat(lines).hasSize(file.path("count").asInt());
        lines.forEach(
            line ->
                resources.add(
                    FhirResource.parse(line.getBytes(StandardCharsets.UTF_8)).resource()));
      }
    }
    return resources;
  }

  static List<String> types(JsonNode files) {
    List<String> types = new ArrayList<>();
    files.forEach(file -> types.add(file.path("type").asText()));
    return types;
  }
}
