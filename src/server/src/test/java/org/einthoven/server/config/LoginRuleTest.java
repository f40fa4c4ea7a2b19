package org.einthoven.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginRuleTest {

  private static Optional<String> problem(String issuer, String audience) {
    return LoginRule.problem(
        Optional.of(issuer).filter(set -> !set.isEmpty()),
        Optional.of(audience).filter(set -> !set.isEmpty()));
  }

  @Test
  void anIssuerAndAnAudienceAreALogin() {
    assertThat(problem("https://login.example/realms/hospital", "einthoven")).isEmpty();
    assertThat(problem("http://127.0.0.1:8180/realms/hospital", "einthoven")).isEmpty();
    assertThat(problem("", "")).isEmpty();
  }

  @Test
  void halfALoginIsRefused() {
    assertThat(problem("https://login.example", ""))
        .hasValueSatisfying(said -> assertThat(said).contains("einthoven.oidc.audience"));
    assertThat(problem("", "einthoven"))
        .hasValueSatisfying(said -> assertThat(said).contains("einthoven.oidc.issuer"));
  }

  @Test
  void anIssuerThatOthersCanPassForIsRefused() {
    for (String issuer :
        new String[] {"http://login.example/realms/h", "login.example", "ftp://x", " "}) {
      assertThat(problem(issuer, "einthoven")).as(issuer).isPresent();
    }
  }
}
