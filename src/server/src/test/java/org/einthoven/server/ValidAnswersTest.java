package org.einthoven.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check of answers itself: it must be able to fail. */
class ValidAnswersTest {

  private static void check(String method, String json) {
    ValidAnswers.check(
        method,
        "/fhir/x",
        200,
        "application/fhir+json;charset=UTF-8",
        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'resourceType':'OperationOutcome'}",
        "{'resourceType':'Patient','id':'a b'}",
        "{'resourceType':'Patient','meta':{'lastUpdated':'yesterday'}}",
        "{'resourceType':'Bundle','type':'shoe'}",
        "{'resourceType':'Bundle','type':'searchset','entry':[{'fullUrl':'http://x.test/Patient/1',"
            + "'resource':{'resourceType':'Patient','id':'2'}}]}",
        "{'resourceType':'Bundle','type':'batch-response','entry':[{'response':{'status':'400',"
            + "'outcome':{'resourceType':'OperationOutcome'}}}]}",
        "{'resourceType':'Bundle','type':'searchset','entry':[{'fullUrl':'http://x.test/Device/1',"
            + "'resource':{'resourceType':'Device','id':'1','meta':{'profile':["
            + "'https://einthoven.org/fhir/StructureDefinition/ecg-analysis-device']}}}]}"
      })
  void anErrorInAnAnswerFails(String json) {
    assertThatThrownBy(() -> check("GET", json)).isInstanceOf(AssertionError.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'resourceType':'Patient','id':'a','meta':{'versionId':'1','lastUpdated':'2026-01-02T03:04:05.678Z'}}",
        "{'resourceType':'Bundle','type':'searchset','total':0}",
        "{'resourceType':'Bundle','type':'searchset','entry':["
            + "{'fullUrl':'http://x.test/Patient/1','resource':{'resourceType':'Patient','id':'1'},'search':{'mode':'match'}},"
            + "{'fullUrl':'http://x.test/Patient/2','resource':{'resourceType':'Patient','id':'2'},'search':{'mode':'match'}}]}"
      })
  void anAnswerWithoutErrorsPasses(String json) {
    assertThatCode(() -> check("GET", json)).doesNotThrowAnyException();
  }

  @Test
  void whatTheTestItselfSentWrongMayComeBack() {
    String wrong = "{'resourceType':'Encounter','status':'finished'}".replace('\'', '"');
    ValidAnswers.sent(wrong.getBytes(StandardCharsets.UTF_8));

    assertThatCode(
            () ->
                check(
                    "POST",
                    "{'resourceType':'Encounter','id':'1','meta':{'versionId':'1'},'status':'finished'}"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> check("GET", "{'resourceType':'Encounter','id':'1','status':'shoe'}"))
        .isInstanceOf(AssertionError.class);
  }
}
