package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Location.near}: distances by the great circle, everywhere on earth. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class NearTest {

  private static String at(String latitude, String longitude) {
    return Stored.create(
        "Location", "'position':{'latitude':" + latitude + ",'longitude':" + longitude + "}");
  }

  private static String search(String location, String name, String value) {
    return "Location?_id="
        + location.substring("Location/".length())
        + "&"
        + name
        + "="
        + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static boolean finds(String location, String near) {
    return !Reports.search(search(location, "near", near)).getEntry().isEmpty();
  }

  // A degree of a great circle is 111.195 km on the mean sphere; of the parallel of 60 degrees half
  // of it.
  @ParameterizedTest
  @CsvSource({
    "0, 1, 0|0|111.3|km, 0|0|111.1|km",
    "1, 0, 0|0|111300|m, 0|0|111100|m",
    "60, 1, 60|0|55.7, 60|0|55.5",
    "0, 1, 0|0|69.2|[mi_i], 0|0|69.0|[mi_i]",
    "0, 0.44, 0|0, 0|0.9",
    "0, 0.44, 0|0||km, 0|0.9|",
    "10, -179.9, 10|179.9|22|km, 10|179.9|21|km",
    "10, 179.9, 10|-179.9|22|km, 10|-179.9|21|km",
    "89.9, 180, 89.9|0|22.3|km, 89.9|0|22.2|km",
    "-89.9, 90, -89.9|-90|22.3|km, -89.9|-90|22.2|km",
    "0, 180, 0|0|20016|km, 0|0|20015|km",
    "48.14, 11.58, 48.14|11.58|0|km, 48.15|11.58|0|km",
    "48.14, 11.58, '0|0|1|km,48.1|11.5|10|km', '0|0|1|km,1|1|10|km'"
  })
  void aPlaceIsFoundWithinTheDistanceAndNotBeyond(
      String latitude, String longitude, String near, String beyond) {
    String location = at(latitude, longitude);
    assertThat(finds(location, near)).isTrue();
    assertThat(finds(location, beyond)).isFalse();
  }

  @Test
  void whatHasNoPositionIsNowhere() {
    String nowhere = Stored.create("Location", "'name':'Ward'");
    String somewhere = at("1", "1");
    assertThat(finds(nowhere, "0|0|20038|km")).isFalse();
    assertThat(finds(somewhere, "0|0|20038|km")).isTrue();
    assertThat(Reports.search(search(nowhere, "near:missing", "true")).getEntry()).hasSize(1);
    assertThat(Reports.search(search(nowhere, "near:missing", "false")).getEntry()).isEmpty();
    assertThat(Reports.search(search(somewhere, "near:missing", "true")).getEntry()).isEmpty();
    assertThat(Reports.search(search(somewhere, "near:missing", "false")).getEntry()).hasSize(1);
  }

  @Test
  void anEncounterIsFoundByWhereItWas() {
    String location = at("-33.9", "18.4");
    String encounter =
        Stored.create(
            "Encounter",
            "'status':'finished','class':{'code':'AMB'},'location':[{'location':{'reference':'"
                + location
                + "'}}]");
    String mine = "Encounter?_id=" + encounter.substring("Encounter/".length());
    assertThat(Reports.search(mine + "&location.near=-33.8%7C18.4%7C12%7Ckm").getEntry())
        .hasSize(1);
    assertThat(Reports.search(mine + "&location.near=-33.8%7C18.4%7C11%7Ckm").getEntry()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1|",
        "|1",
        "a|b",
        "91|0",
        "0|181",
        "0|0|-1|km",
        "0|0|1|parsec",
        "0|0|1|km|x",
        "NaN|0",
        "0|0|Infinity",
        "0x1|0",
        "0|0|1e999",
        "'; drop table resource; --|0"
      })
  void whatIsNoPlaceIsRefused(String near) {
    HttpResponse<String> refused = Http.get("/fhir/" + search(at("0", "0"), "near", near));
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(refused.body()).contains("48.14|11.58|5|km").contains("near");
  }

  @Test
  void modifiersAndSortingByItAreRefused() {
    assertThat(Http.get("/fhir/Location?near:exact=0%7C0").statusCode()).isEqualTo(400);
    assertThat(Http.get("/fhir/Location?_sort=near").statusCode()).isEqualTo(400);
    assertThat(Http.get("/fhir/Patient?near=0%7C0").statusCode()).isEqualTo(400);
  }
}
