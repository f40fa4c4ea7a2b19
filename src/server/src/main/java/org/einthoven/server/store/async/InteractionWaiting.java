package org.einthoven.server.store.async;

import java.util.UUID;

/** An interaction was added. */
public record InteractionWaiting(UUID request) {}
