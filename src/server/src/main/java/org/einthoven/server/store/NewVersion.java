package org.einthoven.server.store;

import java.time.Instant;

/**
 * A version to be kept.
 *
 * @param id the resource
 * @param version 1 for the first, else one more than the current one
 * @param lastUpdated when it came to be
 * @param deleted whether it says that the resource is gone
 * @param json the encoded resource without waveform texts, empty for a deletion
 */
public record NewVersion(
    ResourceId id, int version, Instant lastUpdated, boolean deleted, byte[] json) {

  @Override
  public String toString() {
    return "NewVersion[" + id.reference() + "/_history/" + version + "]";
  }
}
