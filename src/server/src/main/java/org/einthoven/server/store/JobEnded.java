package org.einthoven.server.store;

import java.util.UUID;

/**
 * A job ended, with a report or without. Observe it after the success of the transaction.
 *
 * @param recording the recording that was analysed
 */
public record JobEnded(UUID recording) {}
