package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.server.api.RespondAsyncTest.SENDER;
import static org.einthoven.server.api.RespondAsyncTest.answer;
import static org.einthoven.server.api.RespondAsyncTest.ask;
import static org.einthoven.server.api.RespondAsyncTest.count;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

/** {@code Prefer: respond-async} on single writes, histories and label operations. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RespondAsyncWritesTest {

  @Test
  void aWriteIsCarriedOutLaterWithItsConditions() {
    String mrn = "later-write";
    String body =
        Workflow.json(new Patient().addIdentifier(Workflow.identifier(Workflow.MRN, mrn)));
    BundleEntryComponent created = answer(ask("POST", "/Patient", body));
    assertThat(created.getResponse().getStatus()).isEqualTo("201");
    assertThat(created.getResponse().getEtag()).isEqualTo("W/\"1\"");
    String patient = Workflow.reference(created.getResource());
    assertThat(created.getResponse().getLocation()).isEqualTo(patient + "/_history/1");
    assertThat(Workflow.found("Patient?identifier=" + Workflow.MRN + "%7C" + mrn))
        .containsExactly(patient);
    String condition = "identifier=" + Workflow.MRN + "|" + mrn;
    BundleEntryComponent there = answer(ask("POST", "/Patient", body, "If-None-Exist", condition));
    assertThat(there.getResponse().getStatus()).isEqualTo("200");
    assertThat(count(mrn)).isEqualTo(1);

    Patient changed = (Patient) created.getResource();
    changed.setActive(true);
    BundleEntryComponent updated =
        answer(ask("PUT", "/" + patient, Workflow.json(changed), "If-Match", "W/\"1\""));
    assertThat(updated.getResponse().getStatus()).isEqualTo("200");
    assertThat(updated.getResponse().getEtag()).isEqualTo("W/\"2\"");
    BundleEntryComponent stale =
        answer(ask("PUT", "/" + patient, Workflow.json(changed), "If-Match", "W/\"1\""));
    assertThat(stale.getResponse().getStatus()).isEqualTo("412");
    changed.setId((String) null);
    String byCondition = "/Patient?identifier=" + Workflow.MRN.replace(":", "%3A") + "%7C" + mrn;
    assertThat(answer(ask("PUT", byCondition, Workflow.json(changed))).getResponse().getEtag())
        .isEqualTo("W/\"3\"");

    String patch = "[{\"op\":\"replace\",\"path\":\"/active\",\"value\":false}]";
    HttpResponse<String> patching =
        Http.send(
            "PATCH",
            "/fhir/" + patient,
            "application/json-patch+json",
            patch.getBytes(StandardCharsets.UTF_8),
            "Einthoven-Sender",
            SENDER,
            "Prefer",
            "respond-async");
    BundleEntryComponent patched = answer(patching);
    assertThat(patched.getResponse().getStatus()).isEqualTo("200");
    assertThat(((Patient) patched.getResource()).getActive()).isFalse();

    assertThat(answer(ask("DELETE", "/" + patient, "")).getResponse().getStatus()).isEqualTo("204");
    assertThat(Http.get("/fhir/" + patient).statusCode()).isEqualTo(410);
    assertThat(
            answer(ask("POST", "/Patient", "{\"resourceType\":\"Device\"}"))
                .getResponse()
                .getStatus())
        .isEqualTo("400");
  }

  @Test
  void anEcgThatIsStoredLaterKeepsItsBytesAndIsReported() {
    BundleEntryComponent created = answer(ask("POST", "/Observation", EcgBodies.json(9431)));
    assertThat(created.getResponse().getStatus()).isEqualTo("201");
    String ecg = Workflow.reference(created.getResource());
    assertThat(Reports.of(ecg).getConclusion()).isNotBlank();
    BundleEntryComponent repeat = answer(ask("POST", "/Observation", EcgBodies.json(9431)));
    assertThat(repeat.getResponse().getStatus()).isEqualTo("200");
    assertThat(Workflow.reference(repeat.getResource())).isEqualTo(ecg);
  }

  @Test
  void historiesAreAnsweredLaterAsTheyAreAtOnce() {
    String patient = Stored.patient();
    for (String address : List.of("/" + patient + "/_history", "/Patient/_history?_count=2")) {
      Bundle later = (Bundle) answer(ask("GET", address, "")).getResource();
      Bundle atOnce = (Bundle) Reports.parsed(Http.get("/fhir" + address)).resource();
      assertThat(later.getType()).isEqualTo(BundleType.HISTORY);
      assertThat(later.getTotal()).isEqualTo(atOnce.getTotal());
      assertThat(later.getLink("next") == null).isEqualTo(atOnce.getLink("next") == null);
      assertThat(later.getEntry()).hasSameSizeAs(atOnce.getEntry());
      for (int i = 0; i < atOnce.getEntry().size(); i++) {
        assertThat(later.getEntry().get(i).equalsDeep(atOnce.getEntry().get(i)))
            .as("%s, entry %d", address, i)
            .isTrue();
      }
    }
    Bundle all = (Bundle) answer(ask("GET", "/_history?_count=1", "")).getResource();
    assertThat(all.getEntry()).hasSize(1);
    assertThat(answer(ask("GET", "/Patient/nobody/_history", "")).getResponse().getStatus())
        .isEqualTo("404");
  }

  @Test
  void labelsAreToldAddedAndTakenAwayLater() {
    String patient = Stored.patient();
    String labels =
        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"meta\",\"valueMeta\":"
            + "{\"tag\":[{\"system\":\"urn:later\",\"code\":\"t\"}]}}]}";
    BundleEntryComponent added = answer(ask("POST", "/" + patient + "/$meta-add", labels));
    assertThat(added.getResponse().getStatus()).isEqualTo("200");
    assertThat(tags(answer(ask("GET", "/" + patient + "/$meta", "")))).containsExactly("t");
    assertThat(tags(answer(ask("GET", "/" + patient + "/_history/1/$meta", "")))).isEmpty();
    assertThat(tags(answer(ask("GET", "/Patient/$meta", "")))).contains("t");
    assertThat(tags(answer(ask("GET", "/$meta", "")))).contains("t");
    answer(ask("POST", "/" + patient + "/$meta-delete", labels));
    assertThat(tags(answer(ask("GET", "/" + patient + "/$meta", "")))).isEmpty();
    assertThat(answer(ask("GET", "/" + patient + "/$meta?shoe=1", "")).getResponse().getStatus())
        .isEqualTo("400");
  }

  private static List<String> tags(BundleEntryComponent answered) {
    Parameters parameters = (Parameters) answered.getResource();
    return parameters.getParameter().stream()
        .flatMap(each -> ((Meta) each.getValue()).getTag().stream())
        .map(Coding::getCode)
        .toList();
  }
}
