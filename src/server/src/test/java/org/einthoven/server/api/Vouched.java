package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.Set;

/** What the transparency log says of what a test class has written. */
final class Vouched {

  /** Tests of the store itself write past the audit trail, into the same database. */
  private static final Set<String> BEFORE = new HashSet<>();

  private Vouched() {}

  /** Before a class writes. */
  static void begin() {
    BEFORE.clear();
    BEFORE.addAll(unvouched());
  }

  /** Every resource version since then is named by an audit entry with the SHA-256 of its bytes. */
  static void everyVersion() {
    assertThat(unvouched()).isSubsetOf(BEFORE);
  }

  private static Set<String> unvouched() {
    Set<String> versions = new HashSet<>();
    for (JsonNode finding : findings()) {
      String what = finding.path("what").asText();
      if (what.startsWith("resource_version")) {
        versions.add(what);
      }
    }
    return versions;
  }

  private static JsonNode findings() {
    String answer = Http.get("/audit/check").body();
    try {
      JsonNode findings = new ObjectMapper().readTree(answer).path("findings");
      assertThat(findings.isArray()).as(answer).isTrue();
      return findings;
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer, e);
    }
  }
}
