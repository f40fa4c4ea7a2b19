package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ApiPagesTest {

  private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

  @Test
  void thePageLoadsNothingThatIsNotServedHere() {
    HttpResponse<String> page = get("/fhir/swagger-ui/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    List<String> loaded = new ArrayList<>();
    Matcher matcher = LOADED.matcher(page.body());
    while (matcher.find()) {
      loaded.add(matcher.group(1));
    }
    assertThat(loaded).contains("swagger-ui.css", "swagger-ui-bundle.js", "start.js");
    for (String each : loaded) {
      assertThat(URI.create(each).isAbsolute()).as(each).isFalse();
      HttpResponse<String> answer = get("/fhir/swagger-ui/" + each);
      assertThat(answer.statusCode()).as(each).isEqualTo(200);
      assertThat(answer.body()).as(each).isNotEmpty();
    }
    assertThat(get("/fhir/swagger-ui/swagger-ui.css").body())
        .doesNotContainPattern("url\\([\"']?(https?:)?//")
        .doesNotContain("@import");
    assertThat(get("/fhir/swagger-ui/start.js").body()).contains("validatorUrl: null");
  }

  @Test
  void theAddressWithoutItsSlashLeadsToThePage() {
    HttpResponse<String> answer = get("/fhir/swagger-ui");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/fhir/swagger-ui/");
  }

  @Test
  void whatIsNotPartOfThePageIsNotServed() {
    assertThat(get("/fhir/swagger-ui/swagger-initializer.js").statusCode())
        .isGreaterThanOrEqualTo(400);
    assertThat(get("/fhir/swagger-ui/../application.properties").statusCode())
        .isGreaterThanOrEqualTo(400);
  }

  @Test
  void theDescriptionSaysWhatTheCapabilityStatementSays() throws IOException {
    JsonMapper json = new JsonMapper();
    JsonNode description = json.readTree(get("/fhir/api-docs").body());
    JsonNode statement = json.readTree(Http.get("/fhir/metadata").body());
    JsonNode paths = description.path("paths");

    assertThat(description.path("servers").path(0).path("url").asText())
        .isEqualTo(Http.base() + "/fhir");
    assertThat(paths.path("/Observation/$analyze").path("post").path("requestBody").isObject())
        .isTrue();
    assertThat(paths.path("/Observation/{id}/$analyze").has("post")).isTrue();
    for (String operation :
        List.of(
            "/$export",
            "/$meta",
            "/Patient/$export",
            "/Patient/{id}/$everything",
            "/Observation/$lastn",
            "/Device/{id}/$meta")) {
      assertThat(paths.path(operation).has("get")).as(operation).isTrue();
    }
    assertThat(paths.path("/Device/{id}/$meta-add").has("post")).isTrue();
    assertThat(paths.path("/Device/$everything").isMissingNode()).isTrue();
    assertThat(paths.path("/ecg").path("post").path("servers").path(0).path("url").asText())
        .isEqualTo(Http.base());
    for (JsonNode resource : statement.path("rest").path(0).path("resource")) {
      String type = resource.path("type").asText();
      JsonNode all = paths.path("/" + type);
      TreeSet<String> stated = new TreeSet<>();
      resource.path("searchParam").forEach(each -> stated.add(each.path("name").asText()));
      TreeSet<String> described = new TreeSet<>();
      all.path("get").path("parameters").forEach(each -> described.add(each.path("name").asText()));
      List<String> interactions = new ArrayList<>();
      resource.path("interaction").forEach(each -> interactions.add(each.path("code").asText()));

      assertThat(described).as(type).containsAll(stated);
      assertThat(all.has("post")).as(type).isEqualTo(interactions.contains("create"));
      assertThat(paths.has("/" + type + "/{id}/_history"))
          .as(type)
          .isEqualTo(interactions.contains("history-instance"));
      assertThat(paths.has("/" + type + "/_history"))
          .as(type)
          .isEqualTo(interactions.contains("history-type"));
    }
  }

  private static HttpResponse<String> get(String path) {
    return Http.send("GET", path, "text/plain", new byte[0], "Accept", "*/*");
  }
}
