package org.einthoven.server.store;

import java.util.UUID;

/**
 * A job became claimable. Observe it after the success of the transaction.
 *
 * @param recording the recording to be analysed
 */
public record JobWaiting(UUID recording) {}
