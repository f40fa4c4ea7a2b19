package org.einthoven.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Scopes say what SMART App Launch 2.2 has them say, and nothing where they say more than that. */
class SmartScopeTest {

  @Test
  void lettersStandForWhatMayBeDone() {
    SmartScope scope = SmartScope.parse("user/Observation.rs").orElseThrow();

    assertThat(scope.context()).isEqualTo(SmartScope.Context.USER);
    assertThat(scope.allows(Permission.READ, "Observation")).isTrue();
    assertThat(scope.allows(Permission.SEARCH, "Observation")).isTrue();
    assertThat(scope.allows(Permission.UPDATE, "Observation")).isFalse();
    assertThat(scope.allows(Permission.READ, "Patient")).isFalse();
  }

  @Test
  void aStarIsEveryType() {
    SmartScope scope = SmartScope.parse("system/*.cruds").orElseThrow();

    for (Permission permission : Permission.values()) {
      assertThat(scope.allows(permission, "Specimen")).isTrue();
    }
  }

  @Test
  void whatIsNotOfTheFormIsNoScope() {
    for (String text :
        List.of(
            "patient/Observation.rs?category=laboratory",
            "patient/Observation.read",
            "patient/*.*",
            "patient/Observation.sr",
            "patient/Observation.rr",
            "patient/Observation.",
            "patient/Observation",
            "patient/.rs",
            "PATIENT/Observation.rs",
            "patient/observation.rs",
            "patient/Observation.rsx",
            "patient//Observation.rs",
            "launch/patient",
            "openid",
            "")) {
      assertThat(SmartScope.parse(text)).as(text).isEmpty();
    }
  }

  @Test
  void aPatientScopeConfinesEvenWhereItIsNotUnderstood() {
    Requester who =
        Requester.of(
            "client/subject",
            Set.of("administrator"),
            List.of("user/*.cruds", "patient/Observation.rs?category=laboratory"),
            null);

    assertThat(who.isConfined()).isTrue();
    assertThat(who.patient()).isEmpty();
    assertThat(who.notUnderstood()).containsExactly("patient/Observation.rs?category=laboratory");
  }

  @Test
  void whatIsKeptForLaterIsTheSameRequester() {
    Requester who =
        Requester.of("c/s", Set.of("clinician", "unknown"), List.of("user/Observation.rs"), "p");

    Requester again = Requester.ofText(who.text());

    assertThat(again).isEqualTo(who);
    assertThat(again.may(Permission.READ, "Observation")).isTrue();
    assertThat(again.may(Permission.READ, "Patient")).isFalse();
    assertThat(again.patient()).contains("p");
    assertThat(Requester.ofText(Requester.open("x").text()).isOpen()).isTrue();
  }
}
