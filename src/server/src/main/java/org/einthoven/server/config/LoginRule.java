package org.einthoven.server.config;

import java.net.URI;
import java.util.Optional;

/** What the settings of a login have to be, so that it keeps anybody out. */
public final class LoginRule {

  private LoginRule() {}

  /**
   * What is wrong with them.
   *
   * @return empty where nothing is, or where there is no login
   */
  public static Optional<String> problem(Optional<String> issuer, Optional<String> audience) {
    if (issuer.isEmpty()) {
      return audience.map(
          set -> "einthoven.oidc.audience is set without einthoven.oidc.issuer: set both or none.");
    }
    if (audience.isEmpty()) {
      return Optional.of(
          "einthoven.oidc.issuer is set without einthoven.oidc.audience: a token that was given for"
              + " another server would be let in.");
    }
    return isSafe(issuer.get())
        ? Optional.empty()
        : Optional.of(
            "einthoven.oidc.issuer is neither an https address nor one of this machine: whoever is"
                + " on the way could put their own keys in the place of the issuer's.");
  }

  private static boolean isSafe(String issuer) {
    try {
      URI address = URI.create(issuer);
      String host = address.getHost();
      return host != null
          && ("https".equals(address.getScheme())
              || ("http".equals(address.getScheme())
                  && NetworkRule.judge(host, false) == NetworkRule.Verdict.LOOPBACK));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
