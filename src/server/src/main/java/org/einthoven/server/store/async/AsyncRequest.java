package org.einthoven.server.store.async;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that is answered later.
 *
 * @param id by which it is followed
 * @param requester who may follow it
 * @param request method and address, as asked
 * @param finishedAt null until it ended
 */
public record AsyncRequest(
    UUID id, String requester, String request, @Nullable Instant finishedAt) {}
