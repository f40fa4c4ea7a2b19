package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LastnTest {

  private static final String RATE = "8867-4";
  private static final String WEIGHT = "29463-7";

  private static List<String> lastn(String query) {
    return Stored.references(Stored.bundle("Observation/$lastn?" + query));
  }

  @Test
  void theNewestOfEachCodeComeNewestFirst() {
    String patient = Stored.patient();
    Stored.observation(patient, RATE, "2020-01-01");
    String rate2 = Stored.observation(patient, RATE, "2021-01-01T10:00:00Z");
    String rate3 = Stored.observation(patient, RATE, "2022-01-01");
    String weight = Stored.observation(patient, WEIGHT, "2019-01-01");
    String other = Stored.patient();
    Stored.observation(other, RATE, "2023-01-01");
    String whose = "patient=" + patient.substring("Patient/".length());

    assertThat(lastn(whose)).containsExactly(rate3, weight);
    assertThat(lastn(whose + "&max=2")).containsExactly(rate3, rate2, weight);
    assertThat(lastn(whose + "&code=http://loinc.org%7C" + RATE)).containsExactly(rate3);
    assertThat(lastn(whose + "&date=lt2021-06-01&code=" + RATE)).containsExactly(rate2);
    assertThat(lastn("subject=" + patient + "&max=1")).containsExactly(rate3, weight);
    assertThat(lastn(whose + "&category=vital-signs")).isEmpty();
    assertThat(lastn("patient=nobody")).isEmpty();
  }

  @Test
  void oneOfSeveralCodesIsOutdatedByAnyOfThem() {
    String patient = Stored.patient();
    Stored.create(
        "Observation",
        "'status':'final','effectiveDateTime':'2020-01-01','code':{'coding':[{'system':'http://loinc.org','code':'"
            + RATE
            + "'},{'system':'urn:iso:std:iso:11073:10101','code':'147842'}]},"
            + Stored.to("subject", patient));
    String newer = Stored.observation(patient, RATE, "2021-01-01");
    assertThat(lastn("subject=" + patient)).containsExactly(newer);
  }

  @Test
  void withoutACodeTheTextGroupsAndWithoutATimeItComesLast() {
    String patient = Stored.patient();
    String undated =
        Stored.create(
            "Observation",
            "'status':'final','code':{'text':'Mood'}," + Stored.to("subject", patient));
    String dated =
        Stored.create(
            "Observation",
            "'status':'final','effectiveDateTime':'2020-01-01','code':{'text':'mood'},"
                + Stored.to("subject", patient));
    assertThat(lastn("subject=" + patient + "&max=2")).containsExactly(dated, undated);
    assertThat(lastn("subject=" + patient)).containsExactly(dated);
  }

  @Test
  void pagesGoTogetherWhileNewerOnesArrive() {
    String patient = Stored.patient();
    String first = Stored.observation(patient, RATE, "2020-01-01");
    String second = Stored.observation(patient, WEIGHT, "2019-01-01");
    String third = Stored.observation(patient, "8302-2", "2018-01-01");
    Bundle page = Stored.bundle("Observation/$lastn?_count=1&subject=" + patient);
    Stored.observation(patient, WEIGHT, "2024-01-01");
    assertThat(Stored.follow(page)).containsExactly(first, second, third);
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    String patient = Stored.patient();
    String ask = "Observation/$lastn?subject=" + patient;
    for (String wrong :
        List.of(
            "&max=0",
            "&max=-1",
            "&max=all",
            "&max=1&max=2",
            "&_count=-1",
            "&_count=0",
            "&shoe=1",
            "&_sort=date",
            "&_include=Observation:subject",
            "&_after=xyz",
            "&code:shoe=1")) {
      assertThat(Stored.status(ask + wrong)).as(wrong).isEqualTo(400);
    }
    assertThat(Stored.status("Observation/$lastn")).isEqualTo(400);
    assertThat(Http.get("/fhir/Observation/$lastn?code=" + RATE).body()).contains("http.patient");
  }
}
