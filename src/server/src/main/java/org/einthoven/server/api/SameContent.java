package org.einthoven.server.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.store.Hash;
import org.hl7.fhir.r4.model.Resource;

/** What resources say, apart from the id and the version that a server gives them. */
final class SameContent {

  private SameContent() {}

  /** SHA-256 of the canonical JSON of resources without {@code id} and {@code meta}, in order. */
  static String sha256(List<FhirResource> resources) {
    MessageDigest digest = Hash.digest();
    for (FhirResource resource : resources) {
      Resource bare = resource.resource().copy();
      bare.setIdElement(null);
      bare.setMeta(null);
      byte[] json = FhirResource.of(bare).json();
      digest.update((json.length + "\n").getBytes(StandardCharsets.UTF_8));
      digest.update(json);
    }
    return Hash.hex(digest.digest());
  }
}
