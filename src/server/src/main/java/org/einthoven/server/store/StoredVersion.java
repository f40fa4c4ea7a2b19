package org.einthoven.server.store;

import java.time.Instant;

/**
 * A version as it is kept.
 *
 * @param id the resource
 * @param version from 1
 * @param lastUpdated when it came to be
 * @param deleted whether it says that the resource is gone
 * @param json the bytes as they were given to be kept, empty for a deletion
 */
public record StoredVersion(
    ResourceId id, int version, Instant lastUpdated, boolean deleted, byte[] json) {

  @Override
  public String toString() {
    return "StoredVersion[" + id.reference() + "/_history/" + version + "]";
  }
}
