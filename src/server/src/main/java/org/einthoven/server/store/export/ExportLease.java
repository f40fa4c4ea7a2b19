package org.einthoven.server.store.export;

import java.util.UUID;

/**
 * A claimed export.
 *
 * @param owner who claimed it
 * @param attempt the how-manieth attempt this is, from 1
 */
public record ExportLease(ExportRequest request, UUID owner, int attempt) {

  UUID job() {
    return request.id();
  }
}
