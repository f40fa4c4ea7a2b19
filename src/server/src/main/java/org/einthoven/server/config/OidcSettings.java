package org.einthoven.server.config;

import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where who asks something has logged in (OpenID Connect); nobody has to where it is not set. */
public interface OidcSettings {

  /** The issuer of the access tokens, such as {@code https://login.example/realms/hospital}. */
  Optional<String> issuer();

  /** What the tokens must name as their audience: this server, and not another. */
  Optional<String> audience();

  /** The claim that has the roles, with {@code /} between its parts. */
  @WithDefault("realm_access/roles")
  String rolesClaim();

  /** The claim that has the id of the Patient whom scopes of {@code patient/} are about. */
  @WithDefault("patient")
  String patientClaim();
}
