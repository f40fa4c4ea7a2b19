package org.einthoven.server.store.export;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bulk export as asked for.
 *
 * @param id by which it is followed
 * @param requester who may follow it
 * @param address the whole address that asked for it
 * @param patients whether only resources that belong to patients are wanted
 * @param types the resource types
 * @param since what was stored before is left out; null for no limit
 */
public record ExportRequest(
    UUID id,
    String requester,
    String address,
    boolean patients,
    List<String> types,
    @Nullable Instant since) {

  /** Copies the list. */
  public ExportRequest {
    types = List.copyOf(types);
  }
}
