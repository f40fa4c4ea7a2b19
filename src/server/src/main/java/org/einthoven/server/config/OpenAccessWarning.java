package org.einthoven.server.config;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Says at every start that nobody has to log in, where it is so, and refuses half a login. */
@ApplicationScoped
public class OpenAccessWarning {

  private static final Logger LOG = Logger.getLogger(OpenAccessWarning.class);

  void check(@Observes StartupEvent event, EinthovenSettings settings) {
    OidcSettings oidc = settings.oidc();
    LoginRule.problem(oidc.issuer(), oidc.audience())
        .ifPresent(
            problem -> {
              throw new IllegalStateException(problem);
            });
    if (oidc.issuer().isEmpty()) {
      LOG.warn(
          "Nobody has to log in: whoever reaches this server can read and write patient data. Set"
              + " einthoven.oidc.issuer and .audience to have that checked.");
    }
  }
}
