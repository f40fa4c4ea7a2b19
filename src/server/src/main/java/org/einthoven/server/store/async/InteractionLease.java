package org.einthoven.server.store.async;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right to carry an interaction out until the lease ends.
 *
 * @param request by which it is followed
 * @param requester who asked for it
 * @param permissions what they may do, as text; null where it was asked before there was a login
 * @param owner whose lease it is
 * @param attempt the number of this attempt, from 1
 */
public record InteractionLease(
    UUID request,
    String requester,
    @Nullable String permissions,
    Interaction interaction,
    UUID owner,
    int attempt) {}
