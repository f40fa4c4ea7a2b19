package org.einthoven.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The Helm chart, linted and rendered by Helm itself. */
class ChartTest {

  private static final Path CHART =
      Path.of(System.getProperty("einthoven.repository"), "helm", "einthoven");

  @Test
  void isWithoutFault() {
    LintResult result = new Helm(CHART).lint().strict().call();

    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
  }

  @Test
  void refusesToRenderUntilSomebodyAnswersForOpenAccess() {
    assertThatThrownBy(
            () ->
                new Helm(CHART)
                    .template()
                    .set("database.url", "jdbc:postgresql://db/einthoven")
                    .set("database.existingSecret", "database")
                    .call())
        .hasMessageContaining("acceptAccessWithoutLogin");
  }

  @Test
  void aLoginTakesTheOpenAccessAway() {
    String manifests =
        new Helm(CHART)
            .template()
            .set("database.url", "jdbc:postgresql://db/einthoven")
            .set("database.existingSecret", "database")
            .set("login.issuer", "https://login.example/realms/hospital")
            .set("login.audience", "einthoven")
            .call();

    assertThat(manifests)
        .contains("EINTHOVEN_OIDC_ISSUER: \"https://login.example/realms/hospital\"")
        .contains("EINTHOVEN_OIDC_AUDIENCE: \"einthoven\"")
        .doesNotContain("EINTHOVEN_NETWORK_ALLOW_REMOTE");
    assertThatThrownBy(
            () -> template().set("login.issuer", "https://login.example/realms/hospital").call())
        .hasMessageContaining("login.audience");
  }

  @Test
  void refusesToRenderWithoutADatabase() {
    assertThatThrownBy(
            () -> new Helm(CHART).template().set("acceptAccessWithoutLogin", true).call())
        .hasMessageContaining("database.");
  }

  @Test
  void takesTheDatabasePasswordFromASecretOnly() {
    String manifests = rendered();

    assertThat(manifests)
        .contains("EINTHOVEN_DATABASE: \"jdbc:postgresql://db/einthoven\"")
        .containsPattern(
            "name: EINTHOVEN_DATABASE_PASSWORD\\s+valueFrom:\\s+secretKeyRef:\\s+name: database\\s+key:"
                + " password");
  }

  @Test
  void runsWithoutPrivilegesAndIsProbed() {
    assertThat(rendered())
        .contains("runAsNonRoot: true", "readOnlyRootFilesystem: true", "drop: [ALL]")
        .contains("/q/health/live", "/q/health/ready", "/q/health/started")
        .contains("kind: NetworkPolicy", "kind: Service", "kind: Deployment", "kind: ConfigMap");
  }

  @Test
  void keepsTheKeyOfTheTransparencyLogWhereItIsTold() {
    assertThat(rendered())
        .containsPattern("name: EINTHOVEN_AUDIT_DIRECTORY\\s+value: /var/lib/einthoven/audit")
        .containsPattern("name: audit\\s+emptyDir");
    assertThat(template().set("audit.existingClaim", "ledger").call())
        .containsPattern("persistentVolumeClaim:\\s+claimName: ledger");
  }

  private static String rendered() {
    return template().call();
  }

  private static TemplateCommand template() {
    return new Helm(CHART)
        .template()
        .withName("ward")
        .set("acceptAccessWithoutLogin", true)
        .set("database.url", "jdbc:postgresql://db/einthoven")
        .set("database.existingSecret", "database");
  }
}
