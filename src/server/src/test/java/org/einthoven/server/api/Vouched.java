package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

/** What the transparency log says of all that tests have written up to now. */
final class Vouched {

  private Vouched() {}

  /** Every resource version is named by an audit entry with the SHA-256 of its bytes. */
  static void everyVersion() {
    assertThat(Http.get("/audit/check").body())
        .contains("\"findings\"")
        .doesNotContain("resource_version");
  }
}
